import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { baseFolder, mirrorHere } from "../../machines/base.ts";
import { shell } from "../../machines/shell.ts";
import { ELSEWHERE } from "./street.ts";

/** Not 22: whoever tests on this machine may have an sshd of their own. */
const PORT = 2_222;
const CONFIG = `Port ${PORT}
AuthorizedKeysFile /etc/ssh/let-in
PasswordAuthentication no
AllowUsers keeper
Subsystem sftp internal-sftp
ChrootDirectory /srv/vault
ForceCommand internal-sftp
`;

/** Room at somebody else's: OpenSSH's own server, which takes files from whoever holds a key that was let in. */
export interface SftpAccount {
  /** As `--offsite` takes it. */
  url: string;
  /** From now on this key is let in, and no other. */
  letIn(publicKey: string): void;
  open(): Promise<void>;
  /** Nobody answers any more. */
  shut(): Promise<void>;
  remove(): Promise<void>;
}

export function sftpAccount(): SftpAccount {
  const folder = mkdtempSync(join(tmpdir(), "babyfoot-vault-"));
  const disk = join(folder, "disk");
  let daemon: ChildProcess | undefined;
  const shut = async () => {
    if (daemon?.kill("SIGKILL")) await once(daemon, "exit");
    daemon = undefined;
  };
  putUp(disk);
  return {
    url: `sftp://keeper@${ELSEWHERE}:${PORT}/backups/campus`,
    letIn: (publicKey) => writeFileSync(join(disk, "etc/ssh/let-in"), `${publicKey}\n`),
    open: async () => {
      daemon = listen(disk);
      await answers(daemon);
    },
    shut,
    remove: async () => {
      await shut();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function putUp(disk: string): void {
  const base = baseFolder({
    suite: "trixie",
    packages: ["openssh-server"],
    minimal: true,
    mirror: mirrorHere(),
    finish: () => undefined,
  });
  shell("cp", ["-a", "--reflink=auto", base, disk]);
  // No password, yet not locked: whoever holds the key may come in.
  shell("chroot", [disk, "useradd", "--no-create-home", "--home-dir", "/", "-p", "*", "keeper"]);
  shell("chroot", [disk, "install", "-d", "-o", "keeper", "/srv/vault/backups"]);
  writeFileSync(join(disk, "etc/ssh/sshd_config"), CONFIG);
  writeFileSync(join(disk, "etc/ssh/let-in"), "");
}

/** With the first process all of its sessions end. */
function listen(disk: string): ChildProcess {
  const start = "mkdir -p /run/sshd && exec /usr/sbin/sshd -D -e";
  const within = ["--pid", "--mount", "--fork", "--kill-child", "chroot", disk];
  return spawn("unshare", [...within, "sh", "-c", start], {
    stdio: ["ignore", "ignore", process.env.MACHINE_KEEP === "on" ? "inherit" : "ignore"],
  });
}

async function answers(daemon: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (daemon.exitCode !== null) throw new Error("sshd has ended");
    const socket = connect({ host: "127.0.0.1", port: PORT });
    const open = await Promise.race([
      once(socket, "data").then(() => true),
      once(socket, "close").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return;
    await wait(50);
  }
  throw new Error("sshd does not answer");
}
