import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase } from "../../../test/database.ts";
import { readSettings } from "../../config.ts";
import { type Database, openDatabase } from "../database.ts";
import { newId } from "../ids.ts";
import { type Mail, sendMail } from "./mail.queue.ts";
import { startMailWorker } from "./mail.worker.ts";
import { type Mailbox, startMailbox } from "./test/mailbox.ts";
import { type Wire, wireTo } from "./test/wire.ts";

const SOON = { timeout: 10_000 };

const queue = (database: Database, mail: Mail) =>
  database.db.transaction().execute((tx) => sendMail(mail, tx));
const waiting = async ({ db }: Database) =>
  (await db.selectFrom("mails").select("recipient").execute()).map(({ recipient }) => recipient);
const jobsOf = ({ db }: Database) =>
  db.selectFrom("jobs").select("payload").where("task", "=", "send_mail").execute();

describe("mail over SMTP", () => {
  let clone: Awaited<ReturnType<typeof cloneDatabase>>;
  let wire: Wire;
  let database: Database;
  let mailbox: Mailbox;
  let worker: { stop(): Promise<void> };
  const errors: string[] = [];

  beforeAll(async () => {
    clone = await cloneDatabase();
    wire = await wireTo(clone.url);
    mailbox = await startMailbox();
    database = openDatabase({ connectionString: wire.url }, { onError: () => undefined });
    worker = await startMailWorker({
      settings: readSettings({ SMTP_URL: mailbox.url }),
      database,
      onError: ({ message }) => errors.push(message),
    });
  });
  afterAll(async () => {
    await worker.stop();
    await database.close();
    await mailbox.close();
    await wire.close();
    await clone.drop();
  });

  it("[R19] arrives as written, and is kept nowhere afterwards", async () => {
    const html = "<p>Bonjour à <b>toi</b></p>";
    const mail = { to: "a@campus.test", subject: "Été : ça marche", text: "Bonjour à toi", html };
    await queue(database, mail);
    const arrived = await mailbox.mailTo("a@campus.test");
    expect(arrived.subject).toBe(mail.subject);
    expect(arrived.text?.trim()).toBe(mail.text);
    expect(arrived.html).toContain("<b>toi</b>");
    await expect.poll(() => waiting(database), SOON).toEqual([]);
  });

  it("[R19] is not sent when its cause does not happen", async () => {
    const cause = database.db.transaction().execute(async (tx) => {
      await sendMail({ to: "undone@campus.test", subject: "No", text: "No" }, tx);
      throw new Error("the cause failed");
    });
    await expect(cause).rejects.toThrow("the cause failed");
    await queue(database, { to: "done@campus.test", subject: "Yes", text: "Yes" });
    await mailbox.mailTo("done@campus.test");
    expect(mailbox.mailsTo("undone@campus.test")).toEqual([]);
    expect(await waiting(database)).not.toContain("undone@campus.test");
  });

  it("[R19] is tried again when the server refuses for now, and whoever operates it is told", async () => {
    mailbox.failNext(1);
    await queue(database, { to: "retry@campus.test", subject: "Again", text: "Again" });
    await mailbox.mailTo("retry@campus.test");
    expect(mailbox.failures()).toBe(1);
    expect(errors.join()).toContain("try again later");
  });

  it("[R19] is not tried again when the server refuses its reader for good", async () => {
    mailbox.refuse("nobody@campus.test", 550);
    await queue(database, { to: "nobody@campus.test", subject: "No", text: "No" });
    await expect.poll(() => errors.join(), SOON).toContain("refused for good");
    await expect.poll(() => waiting(database), SOON).toEqual([]);
    expect(await jobsOf(database)).toEqual([]);
  });

  it("[W33] to a reader who is refused for now is known as such, and tried again", async () => {
    mailbox.refuse("later@campus.test", 450);
    await queue(database, { to: "later@campus.test", subject: "Later", text: "Later" });
    await expect
      .poll(() => jobsOf(database), SOON)
      .toMatchObject([{ payload: { refused: "reader" } }]);
    await database.db.deleteFrom("jobs").where("task", "=", "send_mail").execute();
    await database.db.deleteFrom("mails").execute();
  });

  it("[R19] goes on by itself after the database was away", async () => {
    await queue(database, { to: "before@campus.test", subject: "1", text: "1" });
    await mailbox.mailTo("before@campus.test");
    wire.cut();
    await expect(database.db.selectFrom("mails").selectAll().execute()).rejects.toThrow();
    wire.mend();
    await expect
      .poll(
        () =>
          queue(database, { to: "after@campus.test", subject: "2", text: "2" }).then(
            () => 1,
            () => 0,
          ),
        SOON,
      )
      .toBe(1);
    await mailbox.mailTo("after@campus.test");
  });
});

describe("mail without SMTP", () => {
  let clone: Awaited<ReturnType<typeof cloneDatabase>>;
  let database: Database;
  let dataDir: string;
  let worker: { stop(): Promise<void> };

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot mail "));
    clone = await cloneDatabase();
    database = openDatabase({ connectionString: clone.url }, { onError: () => undefined });
    const settings = readSettings({ DATA_DIR: dataDir, MAIL_FROM: "Table <table@campus.test>" });
    worker = await startMailWorker({ settings, database });
  });
  afterAll(async () => {
    await worker.stop();
    await database.close();
    await clone.drop();
    await rm(dataDir, { recursive: true });
  });

  it("[R20] is a file that the service alone can read, and in the inbox of who has the address", async () => {
    const id = newId();
    const person = { id, name: "Ina", email: "ina@campus.test" };
    await database.db.insertInto("users").values(person).execute();
    const mail = { to: "Ina@campus.test", subject: "Été", text: "Bonjour", link: "http://x.test/" };
    await queue(database, mail);
    await queue(database, { to: "stranger@campus.test", subject: "Hello", text: "Hello" });
    await expect.poll(() => waiting(database), SOON).toEqual([]);

    const folder = path.join(dataDir, "mail");
    const files = (await readdir(folder)).sort();
    expect(files.filter((file) => file.endsWith(".eml"))).toHaveLength(2);
    const [first = ""] = files;
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(folder, first))).mode & 0o777).toBe(0o600);
    const written = await simpleParser(await readFile(path.join(folder, first)));
    expect(written.subject).toBe("Été");
    expect(written.from?.text).toContain("table@campus.test");
    const messages = await database.db
      .selectFrom("inbox_messages")
      .select(["user_id", "subject", "body", "link"])
      .execute();
    expect(messages).toEqual([
      { user_id: id, subject: "Été", body: "Bonjour", link: "http://x.test/" },
    ]);
  });
});
