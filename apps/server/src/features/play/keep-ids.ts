import { newId } from "../../platform/ids.ts";
import type { LogEntry } from "./log-entry.ts";
import type { StoredEntry } from "./stored-log.ts";

/** A match that begins at an entry is the one to which that entry, or the next that had one, belonged. */
export function keepIds(
  entries: readonly LogEntry[],
  stored: readonly StoredEntry[],
): (index: number) => string {
  const previous = new Map(stored.map((entry) => [entry.id, entry.matchId]));
  const taken = new Set<string>();
  return (index) => {
    const free = entries
      .slice(index)
      .map((entry) => previous.get(entry.id) ?? null)
      .find((id): id is string => id !== null && !taken.has(id));
    const id = free ?? newId();
    taken.add(id);
    return id;
  };
}
