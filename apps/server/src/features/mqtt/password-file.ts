import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import type { FastifyBaseLogger } from "fastify";
import type { Db } from "../../platform/database.ts";
import { derivedKey } from "../../platform/derived-key.ts";
import { startJobs } from "../../platform/jobs.ts";
import { brokerPassword } from "../devices/devices.service.ts";

const LOOK_EVERY_MS = 1_000;
const SALT_BYTES = 12;
/** Whoever runs the broker reads it by the group of its folder. */
const MODE = 0o640;

interface PasswordFileDeps {
  db: Db;
  secretKey: string;
  file: string;
  /** With our own name and password at the broker, which lets us in by the same file. */
  url: string | undefined;
  log: Pick<FastifyBaseLogger, "info" | "warn">;
}

/**
 * Keeps Mosquitto's password file as the devices are, from the first moment on. Whoever watches the file has the broker
 * read it again, which also ends the connections of those who are no longer in it. Answers how to stop.
 */
export async function keepPasswordFile(deps: PasswordFileDeps): Promise<() => Promise<void>> {
  const { db, file, log } = deps;
  const own = await ownLine(deps);
  const keep = async (): Promise<void> => {
    const wanted = [...own, ...(await deviceLines(db))].map((line) => `${line}\n`).join("");
    if (wanted === (await readFile(file, "utf8").catch(() => undefined))) return;
    const fresh = `${file}.new`;
    await writeFile(fresh, wanted, { mode: 0o600 });
    // Whatever the process's mask is.
    await chmod(fresh, MODE);
    await rename(fresh, file);
    log.info({ file }, "the broker's passwords have changed");
  };
  const warn = (error: unknown) =>
    log.warn({ err: error, file }, "could not write the broker's passwords");
  await keep().catch(warn);
  return startJobs(
    [{ name: "broker's passwords", everyMs: LOOK_EVERY_MS, run: keep }],
    (_name, error) => warn(error),
  );
}

/** The same at every start, so that the file changes only when something has. */
async function ownLine({ url, secretKey }: PasswordFileDeps): Promise<string[]> {
  const { username = "", password = "" } = url === undefined ? {} : new URL(url);
  if (username === "" || password === "") return [];
  const salt = derivedKey(secretKey, "salt of our password at the broker").subarray(0, SALT_BYTES);
  const hash = await brokerPassword(decodeURIComponent(password), salt);
  return [`${decodeURIComponent(username)}:${hash}`];
}

async function deviceLines(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("devices")
    .select(["id", "mqtt_password"])
    .where("mqtt_password", "is not", null)
    .where("revoked_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map(({ id, mqtt_password }) => `${id}:${mqtt_password}`);
}
