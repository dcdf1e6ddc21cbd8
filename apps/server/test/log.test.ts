import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { someUid, tapOn } from "../src/features/cards/testing/card-play.ts";
import { asAdmin, newDevice, newTable, sendEvents } from "./campus.ts";
import { Client, newPlayer } from "./client.ts";
import { KeptLog } from "./log.ts";
import { startServer, type TestServer } from "./server.ts";

const ID = "0af7651916cd43dd8448eb211c80319c";
const WARNING = 40;
const withId = (id: string) => ({ "x-request-id": id });

/** A mail server that knows nobody, and says so by their address. */
async function startRefusingMailbox(): Promise<{ url: string; server: SMTPServer }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, answer) =>
      answer(
        Object.assign(new Error(`<${address}> Recipient address rejected`), { responseCode: 550 }),
      ),
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, server };
}

describe("the log", () => {
  const kept = new KeptLog();
  let mailbox: Awaited<ReturnType<typeof startRefusingMailbox>>;
  let server: TestServer;

  beforeAll(async () => {
    mailbox = await startRefusingMailbox();
    server = await startServer({
      log: kept.log,
      environment: {
        ...{ SMTP_URL: mailbox.url, REQUIRE_EMAIL_VERIFICATION: "off" },
        ...{ TRUST_PROXY: "127.0.0.1", SLOW_STATEMENT_MS: "100" },
      },
    });
  });
  afterAll(async () => {
    await server.close();
    mailbox.server.close();
  });

  const exec = (statement: string) => sql.raw(statement).execute(server.database.db);

  it("[O15] a call that names itself is answered by that name, any other by one of its own", async () => {
    const anyone = new Client(server);
    const named = await anyone.get("/api/v1/venues", withId(ID));
    expect(named.headers.get("x-request-id")).toBe(ID);
    const uuid = "018F4C3E-7B1A-7C3D-9A53-2B1C7D9E4F60";
    const byUuid = await anyone.get("/api/v1/venues", withId(uuid));
    expect(byUuid.headers.get("x-request-id")).toBe(uuid.toLowerCase());
    const made = new Set<string | null>();
    for (const wrong of ["", "zoe@campus.example", "04A224B1C65E80", `${ID}0`]) {
      const answer = await anyone.get("/api/v1/venues", withId(wrong));
      expect(answer.headers.get("x-request-id")).not.toBe(wrong);
      made.add(answer.headers.get("x-request-id"));
    }
    expect(made.size).toBe(4);
  });

  it("[O15] [O16] a page that fails shows an id, by which the log tells why and every statement of the call", async () => {
    const player = await newPlayer(server);
    await exec("alter table inbox_messages rename to hidden");
    const failed = await player.get("/api/v1/me/inbox", withId(ID.replace("0a", "0b")));
    await exec("alter table hidden rename to inbox_messages");
    expect(failed.status).toBe(500);
    const { requestId } = failed.body;
    expect(requestId).toBe(failed.headers.get("x-request-id"));
    const lines = kept.lines.filter((line) => line.requestId === requestId);
    const [refused] = lines.filter(({ msg }) => msg === "request failed");
    expect(refused).toMatchObject({ route: "/api/v1/me/inbox", err: { code: "42P01" } });
    const statements = lines.filter(({ msg }) => msg === "statement");
    expect(statements.map(({ statement }) => statement).join()).toContain("from sessions s");
    expect(lines.find(({ msg }) => msg === "answered")).toMatchObject({ status: 500 });
  });

  it("[O16] what devices send together names all of their calls", async () => {
    const admin = await asAdmin(server);
    const table = await newTable(admin);
    const device = await newDevice(admin, table.id);
    const goal = { seq: 1, type: "goal", side: "red", uptimeMs: 999_000 };
    const { headers } = await sendEvents(new Client(server), device, { events: [goal] });
    const id = headers.get("x-request-id") ?? "";
    const commit = await kept.line(
      (line) => line.statement === "commit" && line.requestIds?.includes(id) === true,
    );
    expect(commit.requestId).toBeUndefined();
  });

  it("[O16] jobs have ids of their own, another for each turn", async () => {
    const isSweep = ({ job }: { job?: string }) => job === "turns of reservations";
    const first = await kept.line(isSweep);
    const next = await kept.line((line) => isSweep(line) && line.jobId !== first.jobId);
    expect(first.jobId).toMatch(/^\d+-\d+$/);
    expect(next.requestId).toBeUndefined();
  });

  it("[O18] a slow statement is logged once, with its request and plan, and without values", async () => {
    const player = await newPlayer(server, "Slow Suzanne");
    await exec(`create function slowly() returns trigger language plpgsql as
      $$ begin perform pg_sleep(0.15); return new; end $$`);
    await exec("create trigger slowly before update on players execute function slowly()");
    const answer = await player.patch("/api/v1/me", { displayName: "Suzanne la lente" });
    await exec("drop trigger slowly on players");
    expect(answer.status).toBe(200);
    const id = answer.headers.get("x-request-id");
    const slow = await kept.line((line) => line.msg === "slow statement" && line.requestId === id);
    expect(slow.level).toBe(WARNING);
    expect(String(slow.statement)).toMatch(/^(update|with).*players/);
    expect(String(slow.plan)).toContain("Update on players");
    expect(slow.ms).toBeGreaterThanOrEqual(150);
    const told = kept.lines.filter((line) => line.requestId === id && line.ms === slow.ms);
    expect(told.map(({ msg }) => msg).filter((msg) => msg !== "answered")).toEqual([slow.msg]);
  });

  it("[O17] names nobody, whatever they do and whatever fails: no name, address, card, token or IP", async () => {
    const [name, renamed] = ["Zéphyrine Quatrebarbes", "Zéphyrine du Souk"];
    const [email, password] = ["zephyrine.q@campus.example", "an unforgettable horse 77"];
    const [address, uid] = ["203.0.113.77", someUid()];
    const person = new Client(server);
    const from = { "x-forwarded-for": address };
    const signUp = { email, password, name };
    const { status } = await person.post("/api/auth/sign-up/email", signUp, from);
    expect(status).toBe(200);
    const wrong = { email, password: "the wrong horse entirely" };
    await person.post("/api/auth/sign-in/email", wrong, from);
    await person.post("/api/auth/sign-up/email", signUp, from);
    await person.post("/api/auth/request-password-reset", { email }, from);
    await person.patch("/api/v1/me", { displayName: renamed }, from);

    const admin = await asAdmin(server);
    const table = await newTable(admin);
    const device = await newDevice(admin, table.id);
    const board = await newDevice(admin, table.id, "board");
    const { code } = (await person.post("/api/v1/me/cards", {}, from)).body;
    expect((await tapOn(server, device, uid, code)).status).toBe(200);
    await tapOn(server, device, someUid());
    await new Client(server).post(`${new URL(board.url).pathname}/goal`, { nonsense: true }, from);
    const { calendarUrl } = (await person.get("/api/v1/me", from)).body;
    const calendar = new URL(calendarUrl);
    await person.get(calendar.pathname + calendar.search, from);

    // PostgreSQL tells the whole key of what it refuses, and repeats what it cannot read.
    await exec("create unique index nobody_twice on players (display_name)");
    const other = await newPlayer(server);
    expect((await other.patch("/api/v1/me", { displayName: renamed }, from)).status).toBe(500);
    await exec("drop index nobody_twice");
    await exec(`select '${name}'::uuid`).catch((error: unknown) => kept.log.error({ err: error }));

    await kept.line(({ job, msg, err }) => {
      const { message = "" } = (err ?? {}) as { message?: string };
      return job === "send_mail" && msg === "job failed" && message.includes("refused for good");
    });
    const erased = await person.call("DELETE", "/api/v1/me", { body: { password }, headers: from });
    expect(erased.status).toBe(204);

    const cookies = person.cookie.split("=").slice(1);
    const secrets = [device.token, board.url.split("/").at(-1), calendar.searchParams.get("token")];
    const personal = [name, renamed, "Zéphyrine", email, "zephyrine", password, wrong.password];
    for (const word of [...personal, address, uid, code, ...secrets, ...cookies]) {
      expect(word, "something to look for").toBeTruthy();
      expect(kept.text.toLowerCase()).not.toContain(String(word).toLowerCase());
    }
    // It is no silence in which nothing is found.
    const failures = kept.lines.filter(({ err }) => err !== undefined);
    const states = failures.map(({ err }) => (err as { code?: string }).code);
    expect(states).toEqual(expect.arrayContaining(["23505", "22P02"]));
    expect(kept.lines.filter(({ msg }) => msg === "answered").length).toBeGreaterThan(15);
  });
});
