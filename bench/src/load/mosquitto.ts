import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "selfsigned";
import { freePort, untilListening } from "./ports.ts";

const LAID_DOWN = fileURLToPath(new URL("../../../infra/self-host/mosquitto/", import.meta.url));
const OUR_PASSWORD = "only-for-this-drill";

/** A Mosquitto as the installer of a machine of one's own sets it up. */
export interface Mosquitto {
  /** For the server: over loopback, with its own name. */
  serverUrl: string;
  /** For tables: over TLS. */
  devicesUrl: string;
  ca: string;
  /** Written by the server; read again each time it changes, as the machine's path unit has it. */
  passwordFile: string;
  start(): Promise<void>;
  /** Ends it at once, with all that it knew. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export const hasMosquitto = (): boolean => spawnSync("mosquitto", ["-h"]).error === undefined;

async function layDown(folder: string, ports: { server: number; devices: number }): Promise<void> {
  const own = path.join(folder, "server.passwords");
  await writeFile(own, `babyfoot:${OUR_PASSWORD}\n`);
  spawnSync("mosquitto_passwd", ["-U", own]);
  await writeFile(path.join(folder, "passwords/devices"), "");
  const acls = ["devices.acl", "server.acl"];
  for (const name of acls) await writeFile(path.join(folder, name), await laidDown(name));
  const name = [{ name: "commonName", value: "A broker" }];
  const made = await generate(name, { algorithm: "sha256" });
  await writeFile(path.join(folder, "server.crt"), made.cert);
  await writeFile(path.join(folder, "server.key"), made.private);
  const conf = (await laidDown("babyfoot.conf"))
    .replace("listener 1883 127.0.0.1", `listener ${ports.server} 127.0.0.1`)
    .replace("listener 8883", `listener ${ports.devices} 127.0.0.1`)
    .replaceAll("/etc/mosquitto/babyfoot-", `${folder}/`)
    .replaceAll("@TLS@", folder)
    .replaceAll("@PASSWORDS@", path.join(folder, "passwords/devices"));
  await writeFile(path.join(folder, "conf"), `user ${userInfo().username}\n${conf}`);
}

const laidDown = (name: string): Promise<string> => readFile(path.join(LAID_DOWN, name), "utf8");

export async function prepareMosquitto(): Promise<Mosquitto> {
  const folder = await mkdtemp(path.join(tmpdir(), "babyfoot-mosquitto-"));
  await mkdir(path.join(folder, "passwords"));
  const ports = { server: await freePort(), devices: await freePort() };
  await layDown(folder, ports);
  let running: ChildProcess | undefined;
  const watching = watch(path.join(folder, "passwords"), () => running?.kill("SIGHUP"));
  const kill = async (): Promise<void> => {
    const ended = running;
    running = undefined;
    if (ended === undefined) return;
    ended.kill("SIGKILL");
    await once(ended, "exit");
  };
  return {
    serverUrl: `mqtt://babyfoot:${OUR_PASSWORD}@127.0.0.1:${ports.server}`,
    devicesUrl: `mqtts://127.0.0.1:${ports.devices}`,
    ca: await readFile(path.join(folder, "server.crt"), "utf8"),
    passwordFile: path.join(folder, "passwords/devices"),
    start: async () => {
      running = spawn("mosquitto", ["-c", path.join(folder, "conf")], { stdio: "ignore" });
      await untilListening(ports.devices);
    },
    kill,
    close: async () => {
      watching.close();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
