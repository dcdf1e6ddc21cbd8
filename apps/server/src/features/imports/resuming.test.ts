import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import { type Client, signInAs } from "../../../test/client.ts";
import { freePort, type Server, serverProcess } from "../../../test/crash-drill.ts";
import { startOtherProcess } from "../../../test/other-process.ts";
import { ADMIN, startServer, type TestServer } from "../../../test/server.ts";
import { newId } from "../../platform/ids.ts";
import { csvOf, manyGames } from "./testing/history-file.ts";
import { bringIn, gamesOf, IMPORTS, newVenue, sendFile, settled } from "./testing/importing.ts";

describe("[M11] an import whose process dies", () => {
  let dataDir: string;
  let server: Server;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-imports-"));
    server = serverProcess(dataDir, await freePort(), {
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    });
    await server.start();
  });
  afterAll(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it("goes on after kill -9 and the next start, and ends with exactly the same games", async () => {
    const file = csvOf(manyGames(4_000));
    let admin = await signInAs(server, ADMIN);
    const { body } = await sendFile(server, admin, file);
    const stage = async () => (await admin.get(`${IMPORTS}/${body.id}`)).body.progress.stage;
    await expect.poll(stage, { timeout: 60_000, interval: 5 }).not.toBe("learning");
    await server.kill();
    await server.start();
    admin = await signInAs(server, ADMIN);
    expect((await admin.get(`${IMPORTS}/${body.id}`)).body.status).toBe("importing");
    const done = await settled(admin, body.id);
    expect(done).toMatchObject({
      status: "finished",
      counts: { rows: 16_000, games: 4_000, lines: 16_000, players: 4, knownGames: 0 },
    });
    // The same file has nothing that is not here, game for game.
    const again = await bringIn(server, admin, file.replace("\n", "\n\n"));
    expect(again).toMatchObject({
      status: "unchanged",
      counts: { games: 4_000, knownGames: 4_000, differingGames: 0 },
    });
  }, 180_000);
});

describe("[M11] several processes", () => {
  let one: TestServer;
  let other: TestServer;
  let admin: Client;
  beforeAll(async () => {
    one = await startServer();
    other = await startOtherProcess(one.databaseUrl);
    admin = await asAdmin(one);
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  it("work on an import once, whoever took it in", async () => {
    const venueId = await newVenue(one);
    const done = await bringIn(one, admin, csvOf(manyGames(200)), { query: `?venueId=${venueId}` });
    expect(done.status).toBe("finished");
    const { attempts } = await one.database.db
      .selectFrom("imports")
      .select("attempts")
      .where("id", "=", done.id)
      .executeTakeFirstOrThrow();
    expect(attempts).toBe(1);
    expect(await gamesOf(one, venueId)).toHaveLength(200);
  });

  it("take over what a silent one had, and give up what ends its worker again and again", async () => {
    const venueId = await newVenue(one);
    const query = `?venueId=${venueId}&preview=true`;
    const { id } = await bringIn(one, admin, csvOf(manyGames(3)), { query });
    const leave = (attempts: number) =>
      sql`update imports set status = 'importing', finished_at = null, is_preview = false, attempts = ${attempts},
        worker = ${newId()}, beat_at = now() - interval '1 minute' where id = ${id}`.execute(
        one.database.db,
      );
    await leave(3);
    expect(await settled(admin, id)).toMatchObject({ status: "failed", errorCode: "internal" });
    await sql`update imports set error_code = null, status = 'previewed', finished_at = null where id = ${id}`.execute(
      one.database.db,
    );
    await leave(1);
    expect(await settled(admin, id)).toMatchObject({ status: "finished" });
  });

  it("end an upload whose process is gone, so that the venue can be sent another", async () => {
    const venueId = await newVenue(one);
    const id = newId();
    await sql`
      insert into imports (venue_id, id, status, file_name, is_preview, beat_at)
      values (${venueId}, ${id}, 'receiving', 'x.csv', false, now() - interval '5 minutes')`.execute(
      one.database.db,
    );
    const query = `?venueId=${venueId}`;
    expect((await bringIn(one, admin, csvOf(manyGames(1)), { query })).status).toBe("finished");
    expect((await admin.get(`${IMPORTS}/${id}`)).body).toMatchObject({
      status: "failed",
      errorCode: "broken_off",
    });
  });
});
