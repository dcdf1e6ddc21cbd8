import { once } from "node:events";
import type pg from "pg";
import { from, to } from "pg-copy-streams";
import { columnsOf, keptTables, quoted, SAME_TEXT } from "../dump/catalogue.ts";
import type { Head, Totals } from "../file/manifest.ts";
import { sameTotals, TableSum } from "../file/table-sum.ts";
import { bareTables, type Steps } from "./bare-tables.ts";
import { RestoreError } from "./restore-error.ts";

type Table = Head["tables"][number];

/** Loads rows into a database whose schema is that of the file, in one transaction. */
export class Load {
  readonly #client: pg.Client;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #steps: Steps;
  #under: { table: string; copy: ReturnType<typeof from> } | undefined;

  private constructor(client: pg.Client, head: Head, steps: Steps) {
    this.#client = client;
    this.#tables = new Map(head.tables.map((table) => [table.name, table]));
    this.#steps = steps;
  }

  /** Empties what migrations have put into the tables, and makes them ready. */
  static async begin(client: pg.Client, head: Head): Promise<Load> {
    await client.query(SAME_TEXT);
    await client.query("begin");
    await client.query("set local maintenance_work_mem = '128MB'");
    const here = new Set((await keptTables(client)).map(columnsOf));
    const there = new Set(head.tables.map(columnsOf));
    if (here.size !== there.size || [...there].some((table) => !here.has(table)))
      throw new RestoreError("The tables of the file are not those that its migrations lead to.");
    const steps = await bareTables(client);
    const names = head.tables.map(({ name }) => `public.${quoted(name)}`);
    await client.query(`truncate ${names.join(", ")}`);
    return new Load(client, head, steps);
  }

  /** Adds rows as COPY tells them; those of one table come together. */
  async rows(name: string, text: Buffer): Promise<void> {
    if (this.#under?.table !== name) {
      await this.#endTable();
      this.#under = { table: name, copy: this.#copyInto(name) };
    }
    const { copy } = this.#under;
    if (copy.errored !== null) throw copy.errored;
    if (!copy.write(text)) await once(copy, "drain");
  }

  #copyInto(name: string): ReturnType<typeof from> {
    const table = this.#tables.get(name);
    if (table === undefined) throw new RestoreError(`The file has no table ${name}.`);
    // The table was emptied in this transaction, so that nobody need look at the rows again.
    const copy = this.#client.query(from(`copy ${columnsOf(table)} from stdin with (freeze)`));
    // Whoever waits is told; what fails between two waits is met at the next.
    copy.on("error", () => undefined);
    return copy;
  }

  async #endTable(): Promise<void> {
    const copy = this.#under?.copy;
    this.#under = undefined;
    if (copy === undefined) return;
    if (copy.errored !== null) throw copy.errored;
    copy.end();
    await once(copy, "finish");
  }

  /**
   * Reads back what was written and compares it, then puts back keys, indexes and triggers, which checks all keys.
   * @param onProgress told the share that is done
   */
  async finish({ tables, sequences }: Totals, onProgress: (share: number) => void): Promise<void> {
    await this.#endTable();
    let done = 0;
    const onDone = () => {
      done += 1;
      onProgress(done / (this.#tables.size + this.#steps.count));
    };
    for (const table of this.#tables.values()) {
      await this.#compare(table, tables);
      onDone();
    }
    for (const { name, value, isCalled } of sequences)
      await this.#client.query("select setval($1, $2, $3)", [
        `public.${quoted(name)}`,
        value,
        isCalled,
      ]);
    await this.#steps.putBack(onDone);
  }

  async #compare(table: Table, totals: Totals["tables"]): Promise<void> {
    const sum = new TableSum();
    const copy = this.#client.query(to(`copy ${columnsOf(table)} to stdout`));
    for await (const chunk of copy as AsyncIterable<Buffer>) sum.add(chunk);
    const said = totals[table.name];
    if (said === undefined || !sameTotals(said, sum.totals()))
      throw new RestoreError(`The rows of ${table.name} did not come back as they were.`);
  }
}
