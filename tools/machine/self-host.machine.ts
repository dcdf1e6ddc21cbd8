import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonAgainst } from "../machines/base.ts";
import { hasCount, rowsOf, SPARE_EVENTS, sumsOf } from "./machine/contents.ts";
import { bringHistory } from "./machine/history.ts";
import { installerAgain, installerOn, took } from "./machine/installing.ts";
import { type Machine, newMachine, SUITE } from "./machine/machine.ts";
import { memoryOfUnits } from "./machine/memory.ts";
import { publish } from "./machine/mqtt-board.ts";
import { openPorts } from "./machine/neighbour.ts";
import { type Archives, makeArchives } from "./machine/releases.ts";
import { cableOf } from "./machine/street.ts";
import { type Board, type SignIn, scoresAt, setUpTable, signUp } from "./machine/table.ts";
import { isReadyFor, type Visitor, visit } from "./machine/visitor.ts";

const reason = reasonAgainst();
if (reason !== undefined) console.log(`machine NOT RUN: ${reason}`);

/** A disk that is carried from one machine to the next, as one in another building would be. */
const shared = mkdtempSync(join(tmpdir(), "babyfoot-shared-"));
chmodSync(shared, 0o755);
const ADMIN = "head@campus.example";
const PASSWORD = "a-password-of-their-own";

let archives: Archives;
let machine: Machine;
let visitor: Visitor;
let board: Board;
let recoveryKey: string;
const signIn: SignIn = { email: ADMIN, password: "" };

/** The installer on a machine that has only just been put up. */
const install = async (flags: string): Promise<string> =>
  machine.shell(`${await installerOn(machine, archives)} ${flags}`);
const scores = (side: "red" | "blue") => scoresAt(board, side);
const isReady = () => isReadyFor(visitor);
const scored = (of = machine) => hasCount(of, "table_events where outcome = 'counted'");

/** What a run of the installer could change: files, links, and which processes run since when. */
const everything = () =>
  machine.shell(`
    find /etc /usr/local /opt/babyfoot -xdev -path '*/releases/*/*' -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
    find /opt/babyfoot /usr/local -type l -printf '%p %l\\n' | sort
    find /etc/babyfoot /var/lib/babyfoot -printf '%p %m %u %g\\n' | sort
    systemctl show -p Id,ActiveState,UnitFileState,ActiveEnterTimestampMonotonic,ExecMainPID \\
      'babyfoot*' postgresql@* caddy.service mosquitto.service nftables.service`);

/** What is to be undone at the end, the last first. */
const leftovers: (() => unknown)[] = [];

beforeAll(async () => {
  if (reason !== undefined) return;
  leftovers.push(() => rmSync(shared, { recursive: true, force: true }));
  archives = makeArchives({ withRuntime: SUITE !== "trixie" });
  leftovers.push(archives.remove);
  machine = newMachine(cableOf("bf1", 21), shared);
  leftovers.push(() => machine.remove());
  await machine.boot();
});
afterAll(async () => {
  if (process.env.MACHINE_KEEP === "on") return;
  for (const undo of leftovers.reverse()) await undo();
});

describe.runIf(reason === undefined)(`a machine of one's own (${SUITE})`, () => {
  it("[S1] becomes a campus by one command: a first goal is on the screen within five minutes", async () => {
    const began = Date.now();
    const said = await install(`--admin-email ${ADMIN} --offsite /mnt/backups/campus`);
    took("installed", began);
    signIn.password = /with the password (\S+)/.exec(said)?.[1] ?? "";
    recoveryKey = /Recovery key: (\S+)/.exec(said)?.[1] ?? "";
    visitor = await visit(machine.address);
    board = await setUpTable(visitor, signIn, "T01");
    const screen = visitor.watch((text) => text.includes("event: match.goal"));
    expect(await board.goal("red")).toBe(true);
    expect(await screen).toContain("event: match.goal");
    took("fresh machine to first goal", began);
    expect(Date.now() - began).toBeLessThan(300_000);
  });

  it("[S1] is as it was after the installer has run a second time: no file, no right, no process is another", async () => {
    await expect
      .poll(() => machine.shell("systemctl is-active babyfoot-backup.service || true"), {
        timeout: 120_000,
      })
      .toBe("inactive");
    const before = await everything();
    const said = await machine.shell("/opt/babyfoot/current/infra/self-host/install.sh --yes");
    expect(said).toContain("Everything was as it should be");
    expect(await everything()).toBe(before);
    expect(before).toContain("Id=babyfoot.service");
  });

  it("[S10] takes at most 300 MB while nobody plays, PostgreSQL, Caddy and the broker included", async () => {
    const memory = await memoryOfUnits(machine);
    console.log(memory.map(({ unit, mib }) => `${unit}: ${mib.toFixed(0)} MiB`).join("\n"));
    const all = memory.reduce((sum, { mib }) => sum + mib, 0);
    console.log(`all of it: ${all.toFixed(0)} MiB`);
    expect(all * 1.048576).toBeLessThanOrEqual(300);
  });

  it("[S2] shows a neighbour nothing but the pages and the broker", async () => {
    expect(await openPorts(machine.address)).toEqual([80, 443, 8883]);
    expect((await visitor.ask("/metrics")).status).toBe(401);
  });

  it("[S2] lets a table in by MQTT over TLS with its own password and nobody else", async () => {
    const at = { address: machine.address, ca: visitor.ca };
    const events = [{ seq: 1, type: "goal", side: "red", uptimeMs: 1 }];
    const message = {
      topic: `babyfoot/v1/devices/${board.device.name}/events`,
      payload: { bootId: "by-mqtt", sentUptimeMs: 1, events },
    };
    const goals = () => hasCount(machine, "table_events where boot_id = 'by-mqtt'");
    const wrong = { ...board.device, password: "guessed" };
    expect(await publish(at, wrong, message)).toEqual({ welcome: 5, taken: false });
    // Its password is with the broker a moment after it was made.
    await expect
      .poll(async () => (await publish(at, board.device, message)).taken, { timeout: 30_000 })
      .toBe(true);
    await expect.poll(goals, { timeout: 30_000 }).toBe(1);
  });

  it("[S2] runs each of its units with little to attack (exposure at most 2.0)", async () => {
    const units = (await machine.shell("cd /etc/systemd/system && ls babyfoot*.service")).split(
      "\n",
    );
    expect(units).toContain("babyfoot.service");
    for (const unit of units) {
      const said = await machine.shell(
        `systemd-analyze security ${unit.replace("@.", "@x.")} | tail -1`,
      );
      const [, exposure] = /exposure level for \S+: ([\d.]+)/.exec(said) ?? [];
      console.log(`${unit}: ${exposure}`);
      expect(Number(exposure)).toBeLessThanOrEqual(2);
    }
  });

  it("[S9] takes a history in and gives it out as a file, by processes that give way to what is live", async () => {
    // Nice 19 and SCHED_IDLE: what proc(5) counts as the fields 19 and 41.
    const children = () =>
      machine.shell(
        "for child in $(pgrep -P $(systemctl show -p MainPID --value babyfoot)); do awk '{ print $19, $41 }' /proc/$child/stat; done",
      );
    const { games, exported } = await bringHistory(visitor, signIn, () =>
      expect.poll(children, { timeout: 30_000 }).toBe("19 5"),
    );
    expect(exported).toBeGreaterThanOrEqual(games);
    expect(await hasCount(machine, "games")).toBe(games);
  });

  it("[S2] keeps no secret where others than root could read it", async () => {
    const secret = (await machine.shell("cat /etc/babyfoot/credentials/SECRET_KEY")).trim();
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const found = await machine.shell(
      `runuser -u nobody -- grep -rslF ${secret} /etc /opt /var/lib /run 2> /dev/null || true; tr '\\0' '\\n' < /proc/$(systemctl show -p MainPID --value babyfoot)/environ | grep -c ${secret} || true`,
    );
    expect(found).toBe("0");
  });

  it.each(["babyfoot.service", "postgresql@*-main.service", "caddy.service", "mosquitto.service"])(
    "[S3] comes back by itself when %s is killed",
    async (unit) => {
      const pid = () => machine.shell(`systemctl show -p MainPID --value '${unit}'`);
      const before = await pid();
      const began = Date.now();
      await machine.shell(`kill -9 ${before}`);
      await expect
        .poll(pid, { timeout: 60_000, interval: 200 })
        .not.toMatch(new RegExp(`^(0|${before})$`));
      await isReady();
      took(`${unit} killed and back`, began);
      await scores("blue");
    },
  );

  it("[S3] plays on after it was switched off and on", async () => {
    await machine.powerOff();
    await machine.boot();
    await isReady();
    expect(await machine.shell("systemctl --failed --no-legend")).toBe("");
    await scores("red");
  });

  it("[S3] loses no goal that was acknowledged when the power goes in the middle of a match", async () => {
    const playing = new AbortController();
    const match = (async () => {
      while (!playing.signal.aborted) await board.goal(Math.random() < 0.5 ? "red" : "blue");
    })();
    const from = board.acknowledged();
    await expect.poll(() => board.acknowledged() - from, { timeout: 30_000 }).toBeGreaterThan(20);
    await machine.cutPower();
    playing.abort();
    await match;
    await machine.boot();
    await isReady();
    const kept = await rowsOf(
      machine,
      `select max(seq) from table_events where table_id = '${board.tableId}' and source = 'device'`,
    );
    console.log(`acknowledged ${board.acknowledged()}, kept up to ${kept}`);
    expect(Number(kept)).toBeGreaterThanOrEqual(board.acknowledged());
    const missing = `select count(*) from generate_series(1, ${board.acknowledged()}) n where not exists (select from table_events where table_id = '${board.tableId}' and seq = n)`;
    expect(await rowsOf(machine, missing)).toBe("0");
  });

  it("[S4] is backed up every night at 01:35 UTC by its timer, into both repositories", async () => {
    const next = await machine.shell(
      "TZ=UTC systemctl show -p NextElapseUSecRealtime --value babyfoot-backup.timer",
    );
    expect(next).toMatch(/ 01:35:00 UTC$/);
    const before = await hasCount(machine, "backups where ok");
    // The same timer, due now.
    await machine.shell(`
      mkdir -p /run/systemd/system/babyfoot-backup.timer.d
      printf '[Timer]\\nOnActiveSec=1s\\n' > /run/systemd/system/babyfoot-backup.timer.d/now.conf
      systemctl daemon-reload && systemctl restart babyfoot-backup.timer`);
    await expect
      .poll(() => hasCount(machine, "backups where ok"), { timeout: 120_000 })
      .toBe(before + 2);
    await machine.shell(
      "rm -r /run/systemd/system/babyfoot-backup.timer.d && systemctl daemon-reload && systemctl restart babyfoot-backup.timer",
    );
  });

  it("[S4] restores its newest backup beside, finds it equal, and says so in the database", async () => {
    const began = Date.now();
    await machine.shell("babyfoot drill");
    took("drill", began);
    const newest = await rowsOf(
      machine,
      "select ok, repository, rpo_seconds < 120, restore_seconds > 0 from drills order by finished_at desc limit 1",
    );
    expect(newest).toBe("t|offsite|t|t");
  });

  it("[S5] goes back to the minute before a table was dropped, having said what that loses; the erased stay erased", async () => {
    const before = await scored();
    const gone = { email: "gone@campus.example", password: PASSWORD };
    const erase = await signUp(visitor, gone);
    const moment = await rowsOf(machine, "select clock_timestamp()");
    expect(await erase()).toBeLessThan(300);
    await scores("red");
    await machine.shell(
      `runuser -u postgres -- psql -qd babyfoot -c 'drop table match_players, table_events cascade'`,
    );
    const asked = await machine.run("babyfoot", "restore", "--to", moment);
    expect(asked).toMatchObject({
      code: 1,
      said: expect.stringContaining("Nobody is there to say yes"),
    });
    const began = Date.now();
    const said = await machine.shell(`babyfoot restore --to "${moment}" --yes`);
    took("back to a moment", began);
    expect(said).toContain("lost by that");
    expect(said).toMatch(/Restored in \d+ s/);
    expect(await scored()).toBe(before);
    // The database without its tables comes back, and can be gone back from again.
    await machine.shell("babyfoot restore --undo --yes");
    await machine.shell(`babyfoot restore --to "${moment}" --yes`);
    expect(await scored()).toBe(before);
    const back = await visitor.ask("/api/auth/sign-in/email", { method: "POST", body: gone });
    expect(back.status).toBe(401);
    // What it has sent since the moment is gone, and it would wait for it.
    board.restart();
    await scores("blue");
    expect(await machine.shell("ls -d /var/lib/postgresql/*/main.before-*")).toContain("before");
    await machine.shell("babyfoot restore --done --yes");
  });

  it("[S6] changes to the next release and back, and nobody is refused meanwhile", async () => {
    const over = new AbortController();
    const seen: number[] = [];
    const somebody = (async () => {
      while (!over.signal.aborted) seen.push((await visitor.ask("/api/v1/tables")).status);
    })();
    const upgraded = await machine.shell(`babyfoot upgrade ${machine.bring(archives.next)}`);
    expect(upgraded).toContain("Ready");
    expect((await visitor.ask("/api/v1/version")).body).toContain('"9.0.0"');
    await machine.shell("babyfoot rollback --yes");
    expect((await visitor.ask("/api/v1/version")).body).not.toContain('"9.0.0"');
    await machine.shell("babyfoot rollback --yes");
    expect((await visitor.ask("/api/v1/version")).body).toContain('"9.0.0"');
    over.abort();
    await somebody;
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen)).toEqual(new Set([200]));
  });

  it("[S6] takes a release that does not start back by itself", async () => {
    const { code, said } = await machine.run(
      "env",
      "BABYFOOT_READY_WITHIN_S=15",
      "babyfoot",
      "upgrade",
      machine.bring(archives.broken),
    );
    expect(code).toBe(1);
    expect(said).toContain("rolled back, 9.0.0-aaaaaaa runs as before");
    expect((await visitor.ask("/api/v1/version")).body).toContain('"9.0.0"');
    await scores("red");
  });

  it("[S7] lives on in another machine, from the repository and the recovery key alone", async () => {
    await machine.shell(`runuser -u postgres -- psql -qd babyfoot <<'SQL'\n${SPARE_EVENTS}\nSQL`);
    await machine.shell("babyfoot backup");
    await scores("red");
    await machine.shell("systemctl stop babyfoot.service");
    const sums = await sumsOf(machine);
    const written = Date.now();
    const lsn = await rowsOf(machine, "select pg_walfile_name(pg_current_wal_insert_lsn())");
    await expect
      .poll(() => rowsOf(machine, `select last_archived_wal >= '${lsn}' from pg_stat_archiver`), {
        timeout: 90_000,
        interval: 500,
      })
      .toBe("t");
    expect(took("until the last change was elsewhere (RPO)", written)).toBeLessThanOrEqual(60);
    await machine.cutPower();
    const first = machine;
    machine = newMachine(cableOf("bf2", 22), shared);
    await first.remove();
    await machine.boot();
    const keyFile = join(shared, "key");
    writeFileSync(keyFile, recoveryKey, { mode: 0o600 });
    const began = Date.now();
    const said = await install(
      "--from-repository --offsite /mnt/backups/campus --recovery-key /mnt/backups/key",
    );
    took("second machine from the repository alone (RTO, packages included)", began);
    console.log(/Restored.*|Ready.*/.exec(said)?.[0]);
    expect(Date.now() - began).toBeLessThan(300_000);
    expect(await sumsOf(machine)).toEqual(sums);
    const { ca } = visitor;
    visitor = await visit(machine.address);
    expect(visitor.ca).toEqual(ca);
    await isReady();
    expect(
      (await visitor.ask("/api/auth/sign-in/email", { method: "POST", body: signIn })).status,
    ).toBe(200);
  });

  it("[S8] is taken off again, and takes up what it has left", async () => {
    await machine.shell("babyfoot uninstall --yes");
    expect(
      await machine.shell(
        "systemctl list-unit-files 'babyfoot*' --no-legend || true; ls -d /opt/babyfoot 2> /dev/null || true",
      ),
    ).toBe("");
    await machine.shell(installerAgain(machine, archives));
    await isReady();
    expect(
      (await visitor.ask("/api/auth/sign-in/email", { method: "POST", body: signIn })).status,
    ).toBe(200);
  });
});

it("says whether a machine could be booted here", () => {
  expect(reason ?? "booted").toMatch(/booted|not here|only root/);
});
