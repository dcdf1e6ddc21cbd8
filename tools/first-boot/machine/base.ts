import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { baseFolder, mirrorHere } from "../../machines/base.ts";

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

/** A fresh installation of this machine's own distribution. */
export function hostFolder(): string {
  const suite =
    /^VERSION_CODENAME=(\S+)$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "";
  const mirror = mirrorHere();
  return baseFolder({ suite, packages: PACKAGES, minimal: true, mirror, finish: packagesOfItself });
}

/** A machine without a way out takes its packages from itself. */
function packagesOfItself(disk: string): void {
  writeFileSync(join(disk, "etc/apt/sources.list"), "deb [trusted=yes] file:/srv/archive ./\n");
}
