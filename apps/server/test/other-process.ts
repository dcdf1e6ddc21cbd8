import { vi } from "vitest";
import type { TestServer } from "./server.ts";

/**
 * A second server on a database, which shares no memory with the first: its modules are loaded anew, as in a
 * process of its own.
 */
export async function startOtherProcess(databaseUrl: string): Promise<TestServer> {
  vi.resetModules();
  const { startServer } = await import("./server.ts");
  return startServer({ databaseUrl });
}
