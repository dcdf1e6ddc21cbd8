import { it, expect } from "vitest";
import { cloneDatabase } from "./database.ts";
import { readSettings } from "../src/config.ts";
import { openDatabase } from "../src/platform/database.ts";
import { sendMail } from "../src/platform/mail/mail.queue.ts";
import { startMailWorker } from "../src/platform/mail/mail.worker.ts";
import { startMailbox } from "../src/platform/mail/test/mailbox.ts";
import { wireTo } from "../src/platform/mail/test/wire.ts";
it("stress", async () => {
  const clone = await cloneDatabase(); const wire = await wireTo(clone.url); const mailbox = await startMailbox();
  const database = openDatabase({ connectionString: wire.url }, { onError: () => undefined });
  const direct = openDatabase({ connectionString: clone.url }, { onError: () => undefined });
  const errs: string[] = [];
  const worker = await startMailWorker({ settings: readSettings({ SMTP_URL: mailbox.url }), database, onError: (e) => errs.push(e.message) });
  let queued = 0;
  for (let i = 0; i < 25; i++) {
    if (i % 3 === 0) mailbox.failNext(3);
    for (let k = 0; k < 10; k++) { await direct.db.transaction().execute((tx) => sendMail({ to: `s${i}-${k}@x.test`, subject: "s", text: "t" }, tx)).then(() => queued++); }
    await new Promise((r) => setTimeout(r, Math.random() * 120));
    wire.cut();
    await new Promise((r) => setTimeout(r, Math.random() * 300));
    wire.mend();
    await new Promise((r) => setTimeout(r, 400 + Math.random() * 1500));
  }
  const left = async () => (await direct.db.selectFrom("mails").select("id").execute()).length;
  const t = Date.now();
  while (await left() > 0 && Date.now() - t < 200000) await new Promise((r) => setTimeout(r, 1000));
  console.log("left", await left(), "secs", (Date.now() - t) / 1000, new Set(errs));
  console.log((await direct.pool.query("select task, attempts, now()-run_at from jobs")).rows);
  await worker.stop(); await database.close(); await direct.close(); await mailbox.close(); await wire.close(); await clone.drop();
}, 290000);
