import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { giveBack } from "./features/imports/changes.ts";
import type { ChildTask } from "./features/imports/child.ts";
import { reportCsv } from "./features/imports/work/report-csv.ts";
import { work } from "./features/imports/work/work.ts";
import { giveWayAtOnce } from "./platform/background.ts";
import { connectionTo } from "./platform/connection.ts";
import { openDatabase } from "./platform/database.ts";

giveWayAtOnce();

async function perform(told: ChildTask): Promise<void> {
  const connection = await connectionTo(told.database);
  const database = openDatabase(connection, { max: 3, onError: () => undefined });
  const { db } = database;
  // Without a parent, another takes over.
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), 1_000).unref();
    const leave = () => process.exit(1);
    giveBack(db, told.worker).then(leave, leave);
  });
  if (told.task === "work") await work({ db, connection, id: told.id, worker: told.worker });
  else await pipeline(Readable.from(await reportCsv(db, told.id)), process.stdout);
  await database.close();
  process.removeAllListeners("disconnect");
  process.disconnect();
}

process.once("message", (told) => {
  perform(told as ChildTask).catch((error: unknown) => {
    process.stderr.write(`import: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
});
