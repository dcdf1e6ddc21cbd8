import type { Settings } from "../../../config.ts";
import { type Connection, connectionOf } from "../../../platform/connection.ts";
import { type Database, openDatabase } from "../../../platform/database.ts";
import { embeddedIfRunning } from "../../../platform/embedded-postgres/running.ts";
import { startEmbeddedPostgres } from "../../../platform/embedded-postgres/supervisor.ts";
import { AppError } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { migrate } from "../../../platform/migrations.ts";
import { ensureFirstVenue } from "../../venues/venues.service.ts";
import { findImport } from "../imports.queries.ts";
import { presentImport } from "../imports.view.ts";
import { readMapping } from "../mapping.ts";
import { receiveFile } from "../receive.ts";
import { work } from "../work/work.ts";
import {
  failureText,
  mappingText,
  openFile,
  outcomeText,
  progressBar,
  ShellError,
  type ShellWish,
  venueNamed,
} from "./shell.ts";

interface Place {
  connection: Connection;
  stop: () => Promise<void>;
}

/** The database of the settings: the one they name, that of the server that runs, or one that is started for this. */
async function placeOf(settings: Settings): Promise<Place> {
  const stop = async () => undefined;
  const { DATABASE_URL } = settings;
  if (DATABASE_URL !== undefined)
    return { connection: await connectionOf({ ...settings, DATABASE_URL }), stop };
  const running = await embeddedIfRunning(settings.DATA_DIR);
  if (running !== undefined) return { connection: running, stop };
  const postgres = await startEmbeddedPostgres({
    dataDir: settings.DATA_DIR,
    log: () => undefined,
  });
  return { connection: postgres.connection, stop: postgres.stop };
}

/**
 * Brings a file into the database of the settings, beside a running server or without one; answers how it ended, as a
 * sentence. @throws ShellError
 */
export async function importHere(settings: Settings, wish: ShellWish): Promise<string> {
  const file = openFile(wish.file);
  const place = await placeOf(settings);
  try {
    await migrate(place.connection);
    const database = openDatabase(place.connection, { max: 3, onError: () => undefined });
    try {
      return await bringIn(database, place.connection, wish, file);
    } finally {
      await database.close();
    }
  } catch (error) {
    throw shown(error);
  } finally {
    file.stream.destroy();
    await place.stop();
  }
}

async function bringIn(
  { db }: Database,
  connection: Connection,
  wish: ShellWish,
  file: ReturnType<typeof openFile>,
): Promise<string> {
  await ensureFirstVenue(db);
  const venues = await db.selectFrom("venues").select(["id", "name"]).orderBy("id").execute();
  const mapping = readMapping(await mappingText(wish.mappingFile));
  const bar = progressBar(process.stderr);
  const [began, worker] = [Date.now(), newId()];
  try {
    const { id } = await receiveFile(db, file.stream, {
      venueId: venueNamed(venues, wish.venue).id,
      fileName: file.name,
      byId: null,
      isPreview: wish.isPreview,
      options: { mapping, repairSides: wish.repairSides },
      worker,
    });
    await work({ db, connection, id, worker, onShare: bar.show });
    return outcomeText(presentImport(await findImport(db, id)), Date.now() - began);
  } finally {
    bar.end();
  }
}

function shown(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const [first] = error.extra.errors ?? [];
  if (error.code === "not_a_history") {
    const [code = "", detail] = (first?.message ?? "").split(": ");
    return new ShellError(failureText(code, detail ?? null));
  }
  return new ShellError(
    first === undefined ? `${error.message}.` : `${first.path.slice(1)}: ${first.message}.`,
  );
}
