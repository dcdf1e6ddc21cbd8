import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { shell } from "../../machines/shell.ts";
import { type Kind, userData } from "../user-data.ts";
import { fillArchive } from "./archive.ts";
import { hostFolder } from "./base.ts";
import { makeCertificates } from "./certificates.ts";

/** Amazon, as a unit of the machine: an address of its own, and a name that leads to it. */
const AMAZON = `[Unit]
DefaultDependencies=no
Before=cloud-init-local.service
After=systemd-remount-fs.service
[Service]
ExecStartPre=/sbin/ip link set lo up
ExecStartPre=/sbin/ip address add 169.254.169.254/32 dev lo
ExecStart=/usr/bin/python3 /srv/machine/amazon.py
[Install]
WantedBy=sysinit.target
`;

export interface Machine {
  boot(): void;
  /** As pressing the button does: everything is stopped in order. */
  powerOff(): Promise<void>;
  /** What its stand-ins were called with. */
  calls(): string[];
  /** Waits until a call like this is there. */
  called(text: string): Promise<void>;
  /** Of the machine's disk. */
  read(file: string): string;
  setParameter(image: string): void;
  /** Runs a command there, as Systems Manager would. */
  run(...command: string[]): { status: number | null; said: string };
  remove(): void;
}

/** A machine of this kind that has never been booted. */
export function newMachine(
  kind: Kind,
  authorities = [
    "Amazon RDS eu-west-3 Root CA RSA2048 G1",
    "Amazon RDS eu-west-3 Root CA ECC384 G1",
  ],
): Machine {
  const folder = mkdtempSync(join(tmpdir(), `babyfoot-machine-${kind}-`));
  const disk = join(folder, "disk");
  shell("cp", ["-a", "--reflink=auto", hostFolder(), disk]);
  equip(disk, kind, authorities);
  let running: ChildProcess | undefined;
  const read = (file: string) =>
    existsSync(join(disk, file)) ? readFileSync(join(disk, file), "utf8") : "";
  const calls = () => read("srv/calls").trim().split("\n");
  const called = async (text: string) => {
    for (let tries = 0; tries < 900; tries += 1) {
      if (calls().some((call) => call.includes(text))) return;
      if (running?.exitCode !== null) break;
      await wait(200);
    }
    throw new Error(
      `never called: ${text}\n${calls().join("\n")}\n${read("var/log/cloud-init-output.log")}`,
    );
  };
  return {
    read,
    calls,
    called,
    setParameter: (image) => {
      // Whole at once, since the machine looks at it all the time.
      writeFileSync(join(disk, "srv/parameter.new"), `${image}\n`);
      renameSync(join(disk, "srv/parameter.new"), join(disk, "srv/parameter"));
    },
    boot: () => {
      const log = join(folder, "console");
      const options = [
        "--boot",
        "--private-network",
        "--register=no",
        "--keep-unit",
        "--console=pipe",
      ];
      running = spawn("bash", [
        "-c",
        `exec systemd-nspawn "$@" > "${log}" 2>&1`,
        "-",
        `--directory=${disk}`,
        "--machine=babyfoot",
        ...options,
      ]);
    },
    powerOff: async () => {
      if (running === undefined) return;
      running.kill("SIGTERM");
      await once(running, "exit");
    },
    run: (...command) => inside(running?.pid ?? 0, command),
    remove: () => {
      running?.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What is on its disk before it is switched on. */
function equip(disk: string, kind: Kind, authorities: string[]): void {
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(disk, path)), { recursive: true });
    writeFileSync(join(disk, path), text);
  };
  cpSync(join(import.meta.dirname, "files"), join(disk, "srv/machine"), { recursive: true });
  const trusted = makeCertificates(join(disk, "srv/machine"), authorities);
  appendFileSync(join(disk, "etc/ssl/certs/ca-certificates.crt"), trusted);
  cpSync(join(disk, "srv/machine/snap"), join(disk, "usr/bin/snap"));
  fillArchive(disk);
  put("srv/parameter", "none\n");
  put("etc/hosts", "127.0.0.1 localhost\n127.0.0.2 truststore.pki.rds.amazonaws.com\n");
  put("etc/systemd/system/amazon.service", AMAZON);
  put(
    "etc/systemd/system/cloud-final.service.d/quick.conf",
    "[Service]\nEnvironment=BABYFOOT_PAUSE_S=1\n",
  );
  put(
    "etc/cloud/cloud.cfg.d/99.cfg",
    "datasource_list: [NoCloud]\nnetwork: { config: disabled }\n",
  );
  put("var/lib/cloud/seed/nocloud/meta-data", "instance-id: i-0123456789abcdef0\n");
  put("var/lib/cloud/seed/nocloud/user-data", userData(kind));
  shell("chmod", ["+x", ...["usr/bin/snap", "srv/machine/aws"].map((path) => join(disk, path))]);
  shell("systemctl", [`--root=${disk}`, "enable", "amazon.service"]);
}

/** Runs a command in the machine whose nspawn has this id. */
function inside(pid: number, command: string[]): { status: number | null; said: string } {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  const leader = children.at(0) ?? "";
  const { status, stdout, stderr } = spawnSync("nsenter", [
    "--target",
    leader,
    "--all",
    ...command,
  ]);
  return { status, said: `${stdout}${stderr}` };
}
