import { readFileSync } from "node:fs";
import type { Release } from "./platform/release.ts";

const UNKNOWN = "unknown";

/** A release says itself what it is; a clone knows its version, and the commit where it is told. */
const PLACES = ["../../../release.json", "../../../package.json"];

/** What runs here, read from the installation around this file. */
export function readRelease(environment: Record<string, string | undefined>): Release {
  for (const place of PLACES) {
    const said = readJson(new URL(place, import.meta.url));
    const version = textOf(said, "version");
    if (version === undefined) continue;
    return { version, commit: textOf(said, "commit") ?? environment.COMMIT ?? UNKNOWN };
  }
  return { version: UNKNOWN, commit: UNKNOWN };
}

function readJson(file: URL): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // The next place.
    return undefined;
  }
}

function textOf(value: unknown, name: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = new Map<string, unknown>(Object.entries(value)).get(name);
  return typeof found === "string" ? found : undefined;
}
