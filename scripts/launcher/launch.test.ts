import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { fingerprint, markBuilt } from "../builder/fingerprint.mjs";
import {
  fakeCheckout,
  isAlive,
  launchIn,
  OBEDIENT_SERVER,
  untilGone,
  write,
} from "./fake-checkout.ts";

const SERVER = /^server (\d+) (\w+) (\w+)$/m;

async function started(root: string, command?: string[], env: NodeJS.ProcessEnv = {}) {
  const launched = launchIn(root, command, env);
  const [, pid] = await launched.saw(SERVER);
  await launched.saw(/Ctrl-C/);
  return { launched, serverPid: Number(pid) };
}

describe("the launcher", () => {
  it("prints one address and the administrator's sign-in, and plays the demo tables", async () => {
    const launched = launchIn(fakeCheckout(OBEDIENT_SERVER));
    await launched.saw(/^Babyfoot is at http:\/\/localhost:3999$/m);
    await launched.saw(/^Administrator: admin@example.org, password correct horse$/m);
    await launched.saw(/^playing One on http:\/\/localhost:3999$/m);
  });

  it("runs the server in production with the demo on", async () => {
    const [, , demo, environment] = await launchIn(fakeCheckout(OBEDIENT_SERVER)).saw(SERVER);
    expect([demo, environment]).toEqual(["on", "production"]);
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "ends everything cleanly on %s",
    async (signal) => {
      const { launched, serverPid } = await started(fakeCheckout(OBEDIENT_SERVER));
      launched.process.kill(signal);
      expect(await launched.exited).toEqual({ code: 0, signal: null });
      expect(isAlive(serverPid)).toBe(false);
    },
  );

  it("takes one Ctrl-C for one, though its whole group and npm pass it on", async () => {
    const slow = OBEDIENT_SERVER.replace("process.exit(0)", "setTimeout(process.exit, 200, 0)");
    const { launched, serverPid } = await started(fakeCheckout(slow), ["npm", "start", "--silent"]);
    process.kill(-(launched.process.pid ?? 0), "SIGINT");
    expect(await launched.exited).toEqual({ code: 0, signal: null });
    expect(isAlive(serverPid)).toBe(false);
  });

  it("ends at once on a second Ctrl-C, even when the server does not listen", async () => {
    const deaf = OBEDIENT_SERVER.replace("process.exit(0)", "console.log('not yet')");
    const { launched, serverPid } = await started(fakeCheckout(deaf));
    launched.process.kill("SIGINT");
    await launched.saw(/not yet/);
    const again = setInterval(() => launched.process.kill("SIGINT"), 100);
    expect(await launched.exited).toEqual({ code: 130, signal: null });
    clearInterval(again);
    await untilGone(serverPid);
  });

  it("leaves no server behind when it is killed", async () => {
    const { launched, serverPid } = await started(fakeCheckout(OBEDIENT_SERVER));
    launched.process.kill("SIGKILL");
    await launched.exited;
    await untilGone(serverPid);
  });

  it.each(["SIGTERM", "SIGKILL"] as const)("ends when npm gets %s", async (signal) => {
    const root = fakeCheckout(OBEDIENT_SERVER);
    const { launched, serverPid } = await started(root, ["npm", "start", "--silent"]);
    launched.process.kill(signal);
    await launched.exited;
    await untilGone(serverPid);
  });

  it("repeats the server's one sentence when it cannot start", async () => {
    const failing = `process.send({ type: "failed", message: "Port 3000 is taken." }, () => process.exit(1));`;
    const launched = launchIn(fakeCheckout(failing));
    await launched.saw(/^Port 3000 is taken\.$/m);
    expect((await launched.exited).code).toBe(1);
  });

  it("says so when the server ends by itself", async () => {
    const launched = launchIn(fakeCheckout(`${OBEDIENT_SERVER} setTimeout(process.exit, 100, 3);`));
    await launched.saw(/The server ended \(exit code 3\)/);
    expect((await launched.exited).code).toBe(1);
  });

  it("goes on without the simulator, and says that the demo tables are quiet", async () => {
    const broken = `throw new Error("no balls");`;
    const { launched, serverPid } = await started(fakeCheckout(OBEDIENT_SERVER, broken));
    await launched.saw(/demo tables are not being played: .*no balls/);
    expect(isAlive(serverPid)).toBe(true);
  });

  it("builds when the sources changed, and shows the tool's words when that fails", async () => {
    const root = fakeCheckout(OBEDIENT_SERVER);
    write(root, "apps/server/src/main.ts", "changed");
    write(root, "scripts/build.mjs", `console.error("main.ts:7: no such goal"); process.exit(1);`);
    const launched = launchIn(root);
    await launched.saw(/The build failed:\nmain\.ts:7: no such goal/);
    expect((await launched.exited).code).toBe(1);
  });

  it("ends a build too when it is told to end", async () => {
    const root = fakeCheckout(OBEDIENT_SERVER);
    write(root, "apps/server/src/main.ts", "changed");
    write(
      root,
      "scripts/build.mjs",
      `import { renameSync, writeFileSync } from "node:fs";
      writeFileSync("pid.new", String(process.pid));
      renameSync("pid.new", "pid");
      setInterval(() => undefined, 1e6);`,
    );
    const launched = launchIn(root);
    while (!existsSync(join(root, "pid"))) await setTimeout(10);
    launched.process.kill("SIGTERM");
    expect(await launched.exited).toEqual({ code: 0, signal: null });
    expect(isAlive(Number(readFileSync(join(root, "pid"), "utf8")))).toBe(false);
  });

  it("installs when the lock file changed, and not again after that", async () => {
    const root = fakeCheckout(OBEDIENT_SERVER);
    write(root, "package-lock.json", `{"packages":{"node_modules/pg":{"version":"8.1.0"}}}`);
    markBuilt(root, fingerprint(root));
    write(
      root,
      "npm-cli.js",
      `import { appendFileSync } from "node:fs"; appendFileSync("calls", process.argv[2]);`,
    );
    const npm = { npm_execpath: join(root, "npm-cli.js") };
    for (const _ of ["first", "second"]) {
      const { launched } = await started(root, undefined, npm);
      launched.process.kill("SIGTERM");
      await launched.exited;
    }
    expect(readFileSync(join(root, "calls"), "utf8")).toBe("ci");
  });

  it("says what npm said when the packages cannot be installed, and starts nothing", async () => {
    const root = fakeCheckout(OBEDIENT_SERVER);
    rmSync(join(root, "node_modules"), { recursive: true });
    write(root, "package-lock.json", `{"packages":{"node_modules/pg":{"version":"8.1.0"}}}`);
    write(root, "npm-cli.js", `console.error("npm error network down"); process.exit(1);`);
    const launched = launchIn(root, undefined, { npm_execpath: join(root, "npm-cli.js") });
    await launched.saw(/The packages could not be installed:\nnpm error network down/);
    expect((await launched.exited).code).toBe(1);
  });
});
