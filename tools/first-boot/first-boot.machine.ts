import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { reasonAgainst } from "../machines/base.ts";
import { hostFolder } from "./machine/base.ts";
import { type Machine, newMachine } from "./machine/machine.ts";

const IMAGE = `000000000000.registry.example/babyfoot@sha256:${"a".repeat(64)}`;
const NEXT = `000000000000.registry.example/babyfoot@sha256:${"b".repeat(64)}`;
const reason = reasonAgainst();
if (reason !== undefined) console.log(`first boot NOT RUN: ${reason}`);

let machine: Machine | undefined;
beforeAll(() => {
  if (reason === undefined) hostFolder();
});
afterEach(() => machine?.remove());

function switchOn(...given: Parameters<typeof newMachine>): Machine {
  machine = newMachine(...given);
  machine.boot();
  return machine;
}

const CONTINUE = "complete-lifecycle-action --lifecycle-action-result CONTINUE";
const ABANDON = "complete-lifecycle-action --lifecycle-action-result ABANDON";

describe.runIf(reason === undefined)("a host that is switched on for the first time", () => {
  it("of the back waits for a release, migrates when told, starts it, and says that it is ready", async () => {
    const host = switchOn("back");
    await host.called("record-lifecycle-action-heartbeat");
    expect(host.calls().join("\n")).not.toContain("docker run");
    expect(host.run("/usr/local/sbin/babyfoot-migrate", IMAGE)).toMatchObject({
      status: 0,
      said: expect.stringContaining("The schema is current."),
    });
    host.setParameter(IMAGE);
    await host.called(CONTINUE);
    const started = host.calls().find((call) => call.includes("docker run --detach")) ?? "";
    expect(started).toContain("--network host");
    expect(started).toContain("--read-only");
    expect(started).toContain(IMAGE);
    expect(host.calls().filter((call) => call.startsWith("snap install"))).toHaveLength(2);
    expect(host.calls().find((call) => call.includes(CONTINUE))).toContain(
      "--auto-scaling-group-name babyfoot-region-back --lifecycle-hook-name babyfoot-ready --instance-id i-0123456789abcdef0",
    );
    expect(host.read("etc/babyfoot/rds-ca.pem").match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(host.run("dpkg", "-s", "unattended-upgrades").said).toContain("install ok installed");
    await host.powerOff();
    expect(host.calls().join("\n")).toContain("docker stop --time 60 babyfoot");
    host.setParameter(NEXT);
    host.boot();
    const again = `docker run --detach`;
    await expect
      .poll(() => host.calls().filter((call) => call.includes(again)).length, { timeout: 60_000 })
      .toBe(2);
    expect(host.calls().findLast((call) => call.includes(again))).toContain(IMAGE);
    expect(host.calls().filter((call) => call.includes(CONTINUE))).toHaveLength(1);
    await host.powerOff();
  });

  it("of the front starts without certificates and without a way to the host's role", async () => {
    const host = newMachine("front");
    machine = host;
    host.setParameter(IMAGE);
    host.boot();
    await host.called(CONTINUE);
    const started = host.calls().find((call) => call.includes("docker run --detach")) ?? "";
    expect(started).toContain("--publish 3000:3000");
    expect(started).not.toContain("--network host");
    expect(host.read("etc/babyfoot/rds-ca.pem")).toBe("");
    await host.powerOff();
  });

  it("alone serves its page by name, comes back when its container dies, and changes its release in place", async () => {
    const host = newMachine("host");
    machine = host;
    host.setParameter(IMAGE);
    host.boot();
    await expect
      .poll(() => host.read("var/log/cloud-init-output.log"), { timeout: 120_000, interval: 500 })
      .toContain("first boot: ready");
    expect(host.read("etc/caddy/Caddyfile")).toMatch(/^babyfoot\.campus\.example \{/);
    expect(host.calls().join("\n")).not.toContain("lifecycle");
    const starts = () => host.calls().filter((call) => call.includes("docker run --detach")).length;
    host.run("docker", "kill", "babyfoot");
    await expect.poll(starts, { timeout: 30_000 }).toBe(2);
    const switched = host.run("/usr/local/sbin/babyfoot-switch", NEXT);
    expect(switched.said).toContain(`Ready with ${NEXT}`);
    expect(host.read("var/lib/babyfoot/release").trim()).toBe(NEXT);
    await host.powerOff();
  });

  it("gives itself up when somebody else's certificates are among those of the databases", async () => {
    const host = switchOn("back", ["Amazon RDS eu-west-3 Root CA RSA2048 G1", "Somebody else"]);
    await host.called(ABANDON);
    expect(host.read("etc/babyfoot/rds-ca.pem")).toBe("");
    expect(host.calls().join("\n")).not.toContain("docker run");
    await host.powerOff();
  });
});

it("says whether a machine could be booted here", () => {
  expect(reason ?? "booted").toMatch(/booted|not here|only root/);
});
