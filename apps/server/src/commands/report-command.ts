import type { z } from "zod";
import {
  backupReportSchema,
  drillReportSchema,
  recordBackup,
  recordDrill,
} from "../features/backups/backups.service.ts";
import { openDatabase, type Transaction } from "../platform/database.ts";
import type { Terminal } from "./analyst-command.ts";
import { CommandError, runningDatabase } from "./running-database.ts";

const USAGE = `Writes down what became of a backup, or of a drill that restored one (docs/operations/backups.md).

  node apps/server/dist/report.js backup '{ "kind": "full", "repository": "local", "startedAt": …, "finishedAt": …, "ok": true }'
  node apps/server/dist/report.js drill '{ … as check-restored.js prints, with startedAt, finishedAt, restoreSeconds, repository }'

A - in place of the text reads it from the standard input.`;

type Write = (tx: Transaction) => Promise<void>;

/** What is to be written, once the text is right. @throws CommandError naming every wrong field */
const WRITERS: Record<string, (said: unknown) => Write> = {
  backup: (said) => {
    const report = parsed(backupReportSchema, said);
    return (tx) => recordBackup(tx, report);
  },
  drill: (said) => {
    const report = parsed(drillReportSchema, said);
    return (tx) => recordDrill(tx, report);
  },
};

/** `report.js`; answers the exit code. */
export async function reportCommand(
  [what = "", text, ...more]: readonly string[],
  { settings, complain }: Terminal,
): Promise<number> {
  const writer = WRITERS[what];
  if (writer === undefined || text === undefined || more.length > 0) {
    complain(USAGE);
    return 2;
  }
  try {
    const write = writer(jsonOf(text === "-" ? await standardInput() : text));
    const { connection } = await runningDatabase(settings);
    const database = openDatabase(connection, { max: 1, onError: () => undefined });
    try {
      await database.db.transaction().execute(write);
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    complain(error.message);
    return 1;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError("The report is not JSON.");
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, said: unknown): z.infer<Schema> {
  const result = schema.safeParse(said);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(
    ({ path, message }) => `${path.join(".") || "report"}: ${message}`,
  );
  throw new CommandError(`The report is not as it must be. ${wrong.join("; ")}.`);
}

async function standardInput(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
  return text;
}
