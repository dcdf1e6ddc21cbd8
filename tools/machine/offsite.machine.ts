import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonAgainst } from "../machines/base.ts";
import { type Bucket, openBucket } from "./machine/bucket.ts";
import { hasCount, putLogAway, rowsOf, sumsOf, sumsOfPlay } from "./machine/contents.ts";
import { installerAgain, installerOn, took } from "./machine/installing.ts";
import { type Machine, newMachine, SUITE } from "./machine/machine.ts";
import { type Archives, makeArchives } from "./machine/releases.ts";
import { type SftpAccount, sftpAccount } from "./machine/sftp-account.ts";
import { cableOf } from "./machine/street.ts";
import { type Board, type SignIn, scoresAt, setUpTable, signUp } from "./machine/table.ts";
import { isReadyFor, type Visitor, visit } from "./machine/visitor.ts";

const reason = reasonAgainst();
if (reason !== undefined) console.log(`machine NOT RUN: ${reason}`);

const shared = mkdtempSync(join(tmpdir(), "babyfoot-shared-"));
const ADMIN = "head@campus.example";
const GONE: SignIn = { email: "gone@campus.example", password: "a-password-of-their-own" };

let archives: Archives;
let account: SftpAccount;
let bucket: Bucket;
let machine: Machine;
let visitor: Visitor;
let board: Board;
let recoveryKey: string;
let played: string[];
const signIn: SignIn = { email: ADMIN, password: "" };

const isReady = () => isReadyFor(visitor);
const scores = (side: "red" | "blue") => scoresAt(board, side);
const backups = () => hasCount(machine, "backups where ok and repository = 'offsite'");
const newestDrill =
  "select ok, repository, restore_seconds > 0 from drills order by finished_at desc limit 1";
const keyFile = () =>
  machine.shell(`umask 077 && echo ${recoveryKey} > /root/recovery-key && echo /root/recovery-key`);
/** What the installer says where the account lets nobody in yet: a key, and that it is to be let in. */
const keyOf = (said: string): string => /^ {3}(ssh-rsa \S+.*)$/m.exec(said)?.[1] ?? "";

/** Another machine in the place of the one that was lost. */
async function replace(name: string, number: number): Promise<void> {
  const lost = machine;
  machine = newMachine(cableOf(name, number), shared);
  await lost.remove();
  await machine.boot();
}

/** People and boards find the new machine, and whoever was erased is not there. */
async function movedIn(): Promise<void> {
  visitor = await visit(machine.address);
  board.reportTo(visitor);
  await isReady();
  const back = await visitor.ask("/api/auth/sign-in/email", { method: "POST", body: GONE });
  expect(back.status).toBe(401);
}

const leftovers: (() => unknown)[] = [];

beforeAll(async () => {
  if (reason !== undefined) return;
  leftovers.push(() => rmSync(shared, { recursive: true, force: true }));
  archives = makeArchives({ withRuntime: SUITE !== "trixie" });
  leftovers.push(archives.remove);
  account = sftpAccount();
  leftovers.push(account.remove);
  await account.open();
  bucket = await openBucket();
  leftovers.push(bucket.remove);
  machine = newMachine(cableOf("bf3", 23), shared);
  leftovers.push(() => machine.remove());
  await machine.boot();
});
afterAll(async () => {
  if (process.env.MACHINE_KEEP === "on") return;
  for (const undo of leftovers.reverse()) await undo();
});

describe.runIf(reason === undefined)(`a second repository elsewhere (${SUITE})`, () => {
  it("[S11] by SFTP is used once its key was let in there: the same command goes on", async () => {
    const install = `${await installerOn(machine, archives)} --admin-email ${ADMIN} --offsite ${account.url}`;
    const asked = await machine.run("bash", "-c", install);
    expect(asked).toMatchObject({ code: 2, said: expect.stringContaining("Let this key in") });
    account.letIn(keyOf(asked.said));
    const said = await machine.shell(install);
    signIn.password = /with the password (\S+)/.exec(said)?.[1] ?? "";
    recoveryKey = /Recovery key: (\S+)/.exec(said)?.[1] ?? "";
    visitor = await visit(machine.address);
    board = await setUpTable(visitor, signIn, "T01");
    await scores("red");
    await expect.poll(backups, { timeout: 120_000 }).toBe(1);
    await machine.shell("babyfoot drill");
    expect(await rowsOf(machine, newestDrill)).toBe("t|offsite|t");
  });

  it("[S4] puts its log away here while the other place is out of reach, and there once it is back", async () => {
    await putLogAway(machine);
    await account.shut();
    const began = Date.now();
    const pieces = [await nextPiece("red"), await nextPiece("blue")];
    took("until the log was here, the other place being away", began);
    expect(Date.now() - began).toBeLessThan(60_000);
    const waits = "select last_failed_wal from pg_stat_archiver";
    await expect
      .poll(() => rowsOf(machine, waits), { timeout: 90_000, interval: 500 })
      .toBe(pieces[0]);
    const doctor = await machine.run("babyfoot", "doctor");
    expect(doctor).toMatchObject({ code: 1, said: expect.stringContaining("not be archived") });
    const back = Date.now();
    await account.open();
    await putLogAway(machine);
    took("until all of it was there too, once it was back", back);
    for (const repository of [1, 2])
      for (const piece of pieces) expect(await archiveOf(repository)).toContain(piece);
  });

  it("[S7] lives on in another machine from SFTP alone; whoever was erased after the last of the log stays erased", async () => {
    const erase = await signUp(visitor, GONE);
    await scores("blue");
    played = await sumsOfPlay(machine);
    await putLogAway(machine);
    expect(await erase()).toBeLessThan(300);
    await isBeside();
    await machine.cutPower();
    await replace("bf4", 24);
    const began = Date.now();
    const install = `${await installerOn(machine, archives)} --from-repository --offsite ${account.url} --recovery-key ${await keyFile()}`;
    const asked = await machine.run("bash", "-c", install);
    expect(asked).toMatchObject({ code: 2, said: expect.stringContaining("Let this key in") });
    account.letIn(keyOf(asked.said));
    const said = await machine.shell(install);
    took("second machine from SFTP alone", began);
    expect(said).toContain("1 people who had been erased were erased again");
    expect(await sumsOfPlay(machine)).toEqual(played);
    await movedIn();
    await scores("red");
  });

  it("[S11] is changed for a bucket of S3 while it runs, once its authority is trusted", async () => {
    const change = `${bucket.keys} ${installerAgain(machine, archives)} --offsite '${bucket.url}'`;
    await expect
      .poll(() => machine.shell("systemctl is-active babyfoot-backup.service || true"), {
        timeout: 120_000,
      })
      .toBe("inactive");
    const refused = await machine.run("bash", "-c", change);
    expect(refused.said).toContain("unable to verify certificate");
    expect(refused.said).toContain("stay as they were");
    expect(refused.code).toBe(1);
    await trustAuthority();
    const before = await backups();
    await machine.shell(change);
    await expect.poll(backups, { timeout: 120_000 }).toBe(before + 1);
    await machine.shell("babyfoot drill");
    expect(await rowsOf(machine, newestDrill)).toBe("t|offsite|t");
  });

  it("[S7] lives on in another machine from the bucket alone", async () => {
    await scores("blue");
    await machine.shell("systemctl stop babyfoot.service");
    const sums = await sumsOf(machine);
    await putLogAway(machine);
    await machine.cutPower();
    await replace("bf3", 23);
    const began = Date.now();
    await trustAuthority();
    const said = await machine.shell(
      `${bucket.keys} ${await installerOn(machine, archives)} --from-repository --offsite '${bucket.url}' --recovery-key ${await keyFile()}`,
    );
    took("another machine from S3 alone", began);
    expect(said).toContain("Ready");
    expect(await sumsOf(machine)).toEqual(sums);
    await movedIn();
    await scores("red");
  });
});

const trustAuthority = () =>
  machine.shell(
    `cp ${machine.bring(bucket.authority)} /usr/local/share/ca-certificates/ && update-ca-certificates`,
  );

/** Paths of all that is archived in a repository. */
const archiveOf = (repository: number) =>
  machine.shell(
    `cd / && runuser -u postgres -- pgbackrest --log-level-console=off --repo=${repository} repo-ls --recurse archive/babyfoot`,
  );

/** Something is written, and the piece of the log it is in comes to its end; answers which, once it is on this machine. */
async function nextPiece(side: "red" | "blue"): Promise<string> {
  await scores(side);
  const piece = await rowsOf(machine, "select pg_walfile_name(pg_switch_wal())");
  await expect.poll(() => archiveOf(1), { timeout: 90_000, interval: 500 }).toContain(piece);
  return piece;
}

/** Who was erased is kept beside the backups by a unit, a moment after it was done. */
const isBeside = () =>
  expect
    .poll(
      () =>
        machine.shell(`
          erased=$(ls /var/lib/babyfoot-erasures | wc -l)
          beside=$(cd / && runuser -u postgres -- sh -c 'PGBACKREST_CIPHER_PASS=$(sed -n "s/^repo2-cipher-pass=//p" /etc/pgbackrest/pgbackrest.conf) pgbackrest --repo=2 repo-get babyfoot/erasures.tar' | tar -t | grep -vc '/$')
          echo "$erased $beside"`),
      { timeout: 30_000, interval: 500 },
    )
    .toBe("1 1");
