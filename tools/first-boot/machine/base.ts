import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isThere, shell } from "./shell.ts";

const PACKAGES = [
  "systemd-sysv",
  "dbus",
  "cloud-init",
  // Of what cloud-init needs, debootstrap does not find this one behind its virtual name.
  "python3-cffi-backend",
  "iproute2",
  "curl",
  "openssl",
  "ca-certificates",
  "unattended-upgrades",
  "python3",
];
const CACHE = join(import.meta.dirname, "../../../.cache/first-boot");

/** Why no machine can be booted here; nothing where one can. */
export function reasonAgainst(): string | undefined {
  if (process.getuid?.() !== 0) return "only root may boot a machine";
  const missing = ["debootstrap", "systemd-nspawn", "dpkg-deb"].filter((name) => !isThere(name));
  if (missing.length > 0) return `${missing.join(", ")} not here (debootstrap, systemd-container)`;
  return undefined;
}

/** A fresh installation of this machine's own distribution, made once and kept. */
export function baseFolder(): string {
  const suite =
    /^VERSION_CODENAME=(\S+)$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "";
  const print = createHash("sha256")
    .update(`${suite} ${PACKAGES.join()}`)
    .digest("hex")
    .slice(0, 12);
  const folder = join(CACHE, `${suite}-${print}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  // One that was cut off may still have /proc of this machine mounted.
  shell("rm", ["-rf", "--one-file-system", unfinished]);
  mkdirSync(CACHE, { recursive: true });
  const include = `--include=${PACKAGES.join()}`;
  shell("debootstrap", ["--variant=minbase", include, suite, unfinished, mirror()]);
  // A machine without a way out takes its packages from itself.
  writeFileSync(
    join(unfinished, "etc/apt/sources.list"),
    "deb [trusted=yes] file:/srv/archive ./\n",
  );
  rmSync(join(unfinished, "var/cache/apt/archives"), { recursive: true, force: true });
  renameSync(unfinished, folder);
  return folder;
}

/** Whatever this machine's own apt takes its packages from. */
function mirror(): string {
  const [first] = shell("apt-get", [
    "indextargets",
    "--format",
    "$(REPO_URI)",
    "Created-By: Packages",
  ])
    .trim()
    .split("\n");
  if (first === undefined || first === "")
    throw new Error("apt-get update first: apt knows no mirror");
  return first;
}
