import type { Transaction } from "../../platform/database.ts";
import { rememberRevisions } from "../../platform/revisions.ts";
import type { Head } from "../play/play.service.ts";
import { type Boot, bootKey, copyOf, loadBoots, saveBoots } from "./boots.queries.ts";

/** The runs of a locked table's devices, those known so far, by their keys. */
export type TableBoots = Map<string, Boot>;

export interface WantedBoot {
  head: Head;
  deviceId: string;
  bootId: string;
}

const MOST_TABLES = 5_000;
/** A table whose devices restart more often than this is not remembered. */
const MOST_BOOTS = 32;
/** Whoever changes a run renews the revision of its table. */
const remembered = rememberRevisions<ReadonlyMap<string, Boot>>(MOST_TABLES);

/** The runs named, by table; never heard of ones are made new. They are copies, so that a rollback spoils nothing. */
export async function bootsOf(
  tx: Transaction,
  wanted: readonly WantedBoot[],
): Promise<Map<string, TableBoots>> {
  const tables = new Map<string, TableBoots>();
  const missing = new Map<string, WantedBoot>();
  for (const want of wanted) {
    const { tableId } = want.head;
    const boots = tables.get(tableId) ?? recalled(want.head);
    tables.set(tableId, boots);
    if (!boots.has(bootKey(want))) missing.set(bootKey(want), want);
  }
  if (missing.size === 0) return tables;
  const rows = [...missing.values()].map(({ head, deviceId, bootId }) => ({
    venueId: head.venueId,
    deviceId,
    bootId,
  }));
  for (const [key, boot] of await loadBoots(tx, rows)) {
    const want = missing.get(key);
    if (want !== undefined) tables.get(want.head.tableId)?.set(key, boot);
  }
  return tables;
}

function recalled({ tableId, revision }: Head): TableBoots {
  const boots: TableBoots = new Map();
  const known = remembered.recall(tableId, revision);
  if (known !== undefined) for (const [key, boot] of known) boots.set(key, copyOf(boot));
  return boots;
}

/** Writes runs that are due, and remembers those of tables that get their next revision. */
export async function writeBoots(
  tx: Transaction,
  due: ReadonlySet<Boot>,
  heads: Iterable<Head>,
  tables: ReadonlyMap<string, TableBoots>,
): Promise<void> {
  await saveBoots(tx, due);
  for (const boot of due) boot.unwritten = 0;
  for (const head of heads) {
    const boots = tables.get(head.tableId);
    if (boots !== undefined && boots.size <= MOST_BOOTS)
      remembered.keep(head.tableId, head.nextRevision, boots);
  }
}
