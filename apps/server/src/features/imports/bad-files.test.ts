import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import { type Client, codeOf } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import { receiveFile } from "./receive.ts";
import { csvOf, gameRows, manyGames } from "./testing/history-file.ts";
import { IMPORTS, newVenue, sendFile, settled } from "./testing/importing.ts";

const server = useServer();
let admin: Client;
const connections: Socket[] = [];
beforeAll(async () => {
  server().app.server.on("connection", (socket: Socket) => connections.push(socket));
  admin = await asAdmin(server());
});

async function listed(venueId: string) {
  return (await admin.get(`${IMPORTS}?venueId=${venueId}`)).body.items;
}

async function keptOf(venueId: string): Promise<number> {
  const rows = await server()
    .database.db.selectFrom("import_chunks as c")
    .innerJoin("imports as i", "i.id", "c.import_id")
    .select("c.number")
    .where("i.venue_id", "=", venueId)
    .execute();
  return rows.length;
}

describe("[M2] a file that is no history", () => {
  it.each([
    ["nothing", "", "no_rows"],
    ["only a header", csvOf([]), "no_rows"],
    ["a letter", "Dear all\nhere are the results.\n", "not_csv"],
    ["no column of games", "player_id,goals\nP1,3\n", "missing_columns: game_id"],
    ["zero bytes", Buffer.alloc(200_000), "not_csv"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "not_csv"],
    ["ten million zeros in a small gzip", gzipSync(Buffer.alloc(10_000_000)), "not_csv"],
    ["what is hardly a gzip", Buffer.from([0x1f, 0x8b, 1, 2, 3]), "gzip_broken"],
  ])("is refused at once, and nothing of it is kept: %s", async (_name, file, message) => {
    const venueId = await newVenue(server());
    const answer = await sendFile(server(), admin, file, { query: `?venueId=${venueId}` });
    expect(codeOf(answer)).toEqual([422, "not_a_history"]);
    expect(answer.body.errors).toEqual([{ path: "/file", message }]);
    expect(await listed(venueId)).toEqual([]);
  });

  it("is none by its type either", async () => {
    for (const type of ["application/json", "application/pdf", "text/html"]) {
      const answer = await sendFile(server(), admin, "{}", { type });
      expect(codeOf(answer)).toEqual([415, "unsupported_type"]);
    }
    const form = new FormData();
    form.append("note", "no file");
    expect(codeOf(await sendFile(server(), admin, form, { type: null }))).toEqual([
      400,
      "malformed",
    ]);
  });

  it("a gzip that is cut off leaves an import that failed, and nothing of its file", async () => {
    const venueId = await newVenue(server());
    const random = manyGames(4_000).map((row) => ({ ...row, notes: String(Math.random()) }));
    const whole = gzipSync(csvOf(random));
    const cut = whole.subarray(0, whole.length - 2_000);
    const answer = await sendFile(server(), admin, cut, { query: `?venueId=${venueId}` });
    expect(codeOf(answer)).toEqual([422, "not_a_history"]);
    expect(await listed(venueId)).toMatchObject([{ status: "failed", errorCode: "gzip_broken" }]);
    expect(await keptOf(venueId)).toBe(0);
  });

  it("what shows only at the end fails with a code and says where", async () => {
    const venueId = await newVenue(server());
    const query = `?venueId=${venueId}`;
    const long = `${csvOf(manyGames(700))}G9,${"x".repeat(3_000_000)}\nG9,P1\n`;
    const tooLong = await sendFile(server(), admin, long, { query });
    expect(await settled(admin, tooLong.body.id)).toMatchObject({
      status: "failed",
      errorCode: "row_too_long",
      finishedAt: expect.any(String),
    });
    const shifted = "game_id,player_id\nG1,P1,1,2\nG1,P2,3,4\n";
    const short = await sendFile(server(), admin, shifted, { query });
    expect(await settled(admin, short.body.id)).toMatchObject({ errorCode: "header_too_short" });
    const keyless = "game_id,player_id\n,P1\n,P2\n";
    const none = await sendFile(server(), admin, keyless, { query });
    expect(await settled(admin, none.body.id)).toMatchObject({ errorCode: "no_rows" });
    // The file can still be had.
    expect((await admin.get(`${IMPORTS}/${none.body.id}/file`)).body).toBe(keyless);
  });

  it("is too large beyond the limit, however small its gzip", async () => {
    const venueId = await newVenue(server());
    const file = gzipSync(csvOf(manyGames(6_000)));
    const wish = {
      venueId,
      fileName: "big.csv.gz",
      byId: null,
      isPreview: false,
      options: { mapping: {}, repairSides: false },
      worker: null,
      mostBytes: 2_000_000,
    };
    await expect(
      receiveFile(server().database.db, Readable.from([file]), wish),
    ).rejects.toMatchObject({
      code: "too_large",
    });
    expect(await listed(venueId)).toMatchObject([{ status: "failed", errorCode: "too_large" }]);
    expect(await keptOf(venueId)).toBe(0);
  });

  it("a venue that is unknown is not found", async () => {
    const answer = await sendFile(server(), admin, csvOf(gameRows("G1")), {
      query: "?venueId=0193a9b0-0000-7000-8000-000000000000",
    });
    expect(codeOf(answer)).toEqual([404, "not_found"]);
  });
});

describe("an upload on a bad line", () => {
  /** Sends the head of a request and some of its file. */
  async function begin(venueId: string) {
    const url = new URL(server().url);
    const socket = connect(Number(url.port), url.hostname);
    const file = csvOf(manyGames(4_000));
    socket.write(
      `POST ${IMPORTS}?venueId=${venueId} HTTP/1.1\r\nhost: ${url.host}\r\ncookie: ${admin.cookie}\r\n` +
        `content-type: text/csv\r\ncontent-length: ${Buffer.byteLength(file)}\r\n\r\n`,
    );
    const half = file.slice(0, 1_200_000);
    socket.write(half);
    const receiving = async () => (await listed(venueId))[0]?.status;
    await expect.poll(receiving, { timeout: 5_000 }).toBe("receiving");
    return { socket, rest: file.slice(half.length), receiving };
  }

  it("[M2] that breaks off leaves an import that failed, and nothing of its file", async () => {
    const venueId = await newVenue(server());
    const { socket, receiving } = await begin(venueId);
    socket.destroy();
    await expect.poll(receiving, { timeout: 5_000 }).toBe("failed");
    expect(await listed(venueId)).toMatchObject([{ errorCode: "broken_off" }]);
    expect(await keptOf(venueId)).toBe(0);
  });

  it("[M1] that is slow may take its time, where any other request would be ended", async () => {
    const venueId = await newVenue(server());
    const { socket, rest } = await begin(venueId);
    // What Node does to each connection whose request has taken too long.
    const ours = connections.find(({ remotePort }) => remotePort === socket.localPort);
    const late = Object.assign(new Error("late"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
    server().app.server.emit("clientError", late, ours);
    const heard = once(socket, "data");
    socket.write(rest);
    expect(String((await heard)[0])).toMatch(/^HTTP\/1\.1 202/);
    socket.destroy();
  });

  it("[M9] may be cancelled while it comes", async () => {
    const venueId = await newVenue(server());
    const { socket, rest } = await begin(venueId);
    const [{ id }] = await listed(venueId);
    expect((await admin.post(`${IMPORTS}/${id}/cancel`)).body.status).toBe("cancelled");
    const heard = once(socket, "data");
    socket.write(rest);
    expect(String((await heard)[0])).toMatch(/^HTTP\/1\.1 409/);
    expect(await listed(venueId)).toMatchObject([{ status: "cancelled" }]);
    expect(await keptOf(venueId)).toBe(0);
    socket.destroy();
  });
});
