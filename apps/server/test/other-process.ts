import { vi } from "vitest";
import type { Reach } from "../src/platform/outgoing/post.ts";
import type { TestServer } from "./server.ts";

/**
 * A second server on a database, which shares no memory with the first: its modules are loaded anew, as in a
 * process of its own.
 */
export async function startOtherProcess(
  databaseUrl: string,
  options: { reach?: Reach } = {},
): Promise<TestServer> {
  vi.resetModules();
  const { startServer } = await import("./server.ts");
  return startServer({ databaseUrl, ...options });
}
