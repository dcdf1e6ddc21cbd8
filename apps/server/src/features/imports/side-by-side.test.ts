import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import { type Client, codeOf, newPlayer } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import { LiveStream } from "../../../test/sse.ts";
import { csvOf, manyGames } from "./testing/history-file.ts";
import { bringIn, gamesOf, IMPORTS, newVenue, sendFile, settled } from "./testing/importing.ts";

const server = useServer();
let admin: Client;
beforeAll(async () => {
  admin = await asAdmin(server());
});

const at = (venueId: string) => ({ query: `?venueId=${venueId}` });

describe("[M10] imports at the same time", () => {
  it("of one venue: one runs, the others are told so", async () => {
    const venueId = await newVenue(server());
    const files = [1, 2, 3].map((one) => csvOf(manyGames(300, one * 1_000)));
    const answers = await Promise.all(
      files.map((file) => sendFile(server(), admin, file, at(venueId))),
    );
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.map(codeOf)).toEqual([
      [409, "import_running"],
      [409, "import_running"],
    ]);
    const taken = answers.find(({ status }) => status === 202);
    expect((await settled(admin, taken?.body.id)).status).toBe("finished");
    expect(await gamesOf(server(), venueId)).toHaveLength(300);
  });

  it("a preview waits without standing in the way, and cannot be said yes to while another runs", async () => {
    const venueId = await newVenue(server());
    const seen = await bringIn(server(), admin, csvOf(manyGames(2)), {
      query: `${at(venueId).query}&preview=true`,
    });
    const running = await sendFile(server(), admin, csvOf(manyGames(300, 5_000)), at(venueId));
    expect(codeOf(await admin.post(`${IMPORTS}/${seen.id}/confirm`))).toEqual([
      409,
      "import_running",
    ]);
    await settled(admin, running.body.id);
    expect((await admin.post(`${IMPORTS}/${seen.id}/confirm`)).status).toBe(200);
    expect((await settled(admin, seen.id)).status).toBe("finished");
    expect(await gamesOf(server(), venueId)).toHaveLength(302);
  });

  it("of two venues: both come in, each with people of its own", async () => {
    const venues = [await newVenue(server()), await newVenue(server())];
    const file = csvOf(manyGames(50));
    const done = await Promise.all(
      venues.map((venueId) => bringIn(server(), admin, file, at(venueId))),
    );
    expect(done.map(({ status }) => status)).toEqual(["finished", "finished"]);
    const [one = "", other = ""] = venues;
    expect(await gamesOf(server(), one)).toEqual(await gamesOf(server(), other));
  });
});

describe("[M9] cancelling", () => {
  it("while it is worked on ends it, and nothing of it shows or stays on its way", async () => {
    const venueId = await newVenue(server());
    const sent = await sendFile(server(), admin, csvOf(manyGames(4_000)), at(venueId));
    const answer = await admin.post(`${IMPORTS}/${sent.body.id}/cancel`);
    expect([answer.status, answer.body.status]).toEqual([200, "cancelled"]);
    const { db } = server().database;
    const onTheWay = async () => {
      const { rows } = await sql<{ rows: number }>`
        select (select count(*) from import_rows)::int
          + (select count(*) from import_lines)::int as rows`.execute(db);
      const working = await sql`
        select from pg_stat_activity where application_name = 'babyfoot import' and datname = current_database()`.execute(
        db,
      );
      return [rows[0]?.rows, working.rows.length];
    };
    await expect.poll(onTheWay, { timeout: 60_000 }).toEqual([0, 0]);
    expect(await gamesOf(server(), venueId)).toEqual([]);
    expect((await settled(admin, sent.body.id)).status).toBe("cancelled");
  });
});

describe("[M15] progress on the live stream", () => {
  it("reaches administrators, from the first byte to the end, and nobody else", async () => {
    const venueId = await newVenue(server());
    const player = await newPlayer(server());
    const streams = await Promise.all(
      [admin.cookie, player.cookie, undefined].map((cookie) =>
        LiveStream.open(server(), cookie === undefined ? {} : { cookie }),
      ),
    );
    const [mine, theirs, nobodys] = streams;
    if (mine === undefined || theirs === undefined || nobodys === undefined) throw new Error();
    const { id } = await bringIn(server(), admin, csvOf(manyGames(1_000)), at(venueId));
    const told = () =>
      mine.events.flatMap(({ data }) => (data.type === "import.changed" ? [data.import] : []));
    await mine.until(() => told().at(-1)?.status === "finished");
    expect(told()[0]).toMatchObject({ id, status: "receiving" });
    const versions = told().map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    const shares = told().map(({ progress }) => progress.share ?? 0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    // What comes to all comes to them too, and shows that nothing more was on its way.
    const mark = await admin.post("/api/v1/tables", {
      code: `L${Date.now() % 10_000}`,
      name: "Mark",
      venueId,
    });
    for (const stream of [theirs, nobodys]) {
      await stream.until(({ events }) =>
        events.some(({ data }) => data.type === "table.changed" && data.table.id === mark.body.id),
      );
      expect(stream.events.map(({ event }) => event)).not.toContain("import.changed");
    }
    await Promise.all(streams.map((stream) => stream.close()));
  });
});
