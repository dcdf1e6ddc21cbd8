import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { baseFolder, mirrorHere } from "../../machines/base.ts";
import { type Booted, boot, type Ran } from "../../machines/booted.ts";
import { shell } from "../../machines/shell.ts";
import { type Cable, ELSEWHERE, MIRROR_PORT, plugIn } from "./street.ts";

/** `trixie` is Debian 13, `bookworm` 12. */
export const SUITE = process.env.MACHINE_SUITE ?? "trixie";

/** One machine of somebody's, from the day it was bought. */
export interface Machine {
  address: string;
  boot(): Promise<void>;
  powerOff(): Promise<void>;
  cutPower(): Promise<void>;
  run(...command: string[]): Promise<Ran>;
  /** The same by a shell; rejects unless it ends well. Answers what it wrote. */
  shell(script: string): Promise<string>;
  /** Lays a file of this machine on its disk; answers where it is there. */
  bring(file: string): string;
  remove(): Promise<void>;
}

/** A machine with a fresh installation of the distribution; `shared` is a disk that outlives it. */
export function newMachine(cable: Cable, shared: string): Machine {
  const folder = mkdtempSync(join(tmpdir(), `babyfoot-${cable.name}-`));
  const disk = join(folder, "disk");
  shell("cp", ["-a", "--reflink=auto", freshDebian(), disk]);
  addressOf(disk, cable);
  let booted: Booted | undefined;
  let unplug: (() => Promise<void>) | undefined;
  const running = () => {
    if (booted === undefined) throw new Error("the machine is off");
    return booted;
  };
  const off = async (how: "powerOff" | "cutPower") => {
    await unplug?.();
    await booted?.[how]();
    booted = undefined;
    unplug = undefined;
  };
  const run = (...command: string[]) => running().run(...command);
  return {
    address: cable.machine,
    run,
    boot: async () => {
      const options = ["--network-veth", `--bind=${shared}:/mnt/backups`];
      booted = await boot({ disk, name: cable.name, console: join(folder, "console"), options });
      unplug = await plugIn(cable);
    },
    powerOff: () => off("powerOff"),
    cutPower: () => off("cutPower"),
    shell: async (script) => {
      const { code, said } = await run("bash", "-euo", "pipefail", "-c", script);
      if (code !== 0) throw new Error(`${script}\n${said}`);
      return said.trim();
    },
    bring: (file) => {
      cpSync(file, join(disk, "srv", basename(file)));
      return `/srv/${basename(file)}`;
    },
    remove: async () => {
      await off("cutPower");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freshDebian(): string {
  return baseFolder({
    suite: SUITE,
    packages: ["dbus", "ca-certificates"],
    minimal: false,
    mirror: mirrorHere(),
    finish: () => undefined,
  });
}

/** Its name, its address, and where it finds packages, as whoever puts it up would say. */
function addressOf(disk: string, { machine, here }: Cable): void {
  const put = (path: string, text: string) => {
    mkdirSync(join(disk, path, ".."), { recursive: true });
    writeFileSync(join(disk, path), text);
  };
  const security = `${mirrorHere().replace(/debian\/?$/, "debian-security")} ${SUITE}-security main`;
  const lists = [
    `${mirrorHere()} ${SUITE} main`,
    `${mirrorHere()} ${SUITE}-updates main`,
    security,
  ];
  put("etc/apt/sources.list", lists.map((line) => `deb ${line}\n`).join(""));
  put("etc/apt/apt.conf.d/01mirror", `Acquire::http::Proxy "http://${here}:${MIRROR_PORT}";\n`);
  put("etc/hostname", "campus\n");
  put("etc/hosts", `127.0.0.1 localhost\n127.0.1.1 campus\n${here} ${ELSEWHERE}\n`);
  put(
    "etc/network/interfaces",
    `auto lo\niface lo inet loopback\nauto host0\niface host0 inet static\n  address ${machine}/24\n`,
  );
}
