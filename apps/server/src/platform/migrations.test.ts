import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase } from "../../test/database.ts";
import { reachSchema } from "./migrations.ts";

const role = `server_${process.pid}`;
let url: string;
let drop: () => Promise<void>;
let owner: pg.Client;
let newest: string;

beforeAll(async () => {
  ({ url, drop } = await cloneDatabase());
  owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(`create role ${role} login`);
  await owner.query(`grant select on migrations to ${role}`);
  const { rows } = await owner.query(
    "delete from migrations where id = (select max(id) from migrations) returning name",
  );
  newest = rows[0].name;
});
afterAll(async () => {
  await owner.query(`revoke all on migrations from ${role}`);
  await owner.query(`drop role ${role}`);
  await owner.end();
  await drop();
});

const asServer = () => {
  const address = new URL(url);
  address.username = role;
  return { connectionString: address.href };
};
const apply = () =>
  owner.query("insert into migrations (name, run_on) values ($1, now())", [newest]);

describe("a server whose role does not own the schema", () => {
  it("[O8] says what is missing and who brings it, and changes nothing", async () => {
    await expect(reachSchema(asServer(), { waitMs: 0, onWait: () => undefined })).rejects.toThrow(
      `The database does not have the schema of this release (${newest} is missing), and this user may not change it: run "node apps/server/dist/migrate.js" as its owner first.`,
    );
    const { rows } = await owner.query("select from migrations where name = $1", [newest]);
    expect(rows).toEqual([]);
  });

  it("[O8] waits until the owner has done it", async () => {
    const waitedFor: string[] = [];
    await reachSchema(asServer(), {
      waitMs: 20_000,
      onWait: (missing) => {
        waitedFor.push(missing);
        if (waitedFor.length === 1) apply().catch(() => undefined);
      },
    });
    expect(waitedFor[0]).toBe(newest);
  });

  it("[O8] starts on a schema of a later release, as it does when one is taken back", async () => {
    await owner.query("insert into migrations (name, run_on) values ('9999_of_tomorrow', now())");
    const waitedFor: string[] = [];
    const onWait = (missing: string) => void waitedFor.push(missing);
    await reachSchema(asServer(), { waitMs: 0, onWait });
    expect(waitedFor).toEqual([]);
  });
});
