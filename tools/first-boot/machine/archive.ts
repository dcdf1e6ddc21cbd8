import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { shell } from "../../machines/shell.ts";

const FILES = join(import.meta.dirname, "files");
const idle = (name: string): string =>
  `[Unit]\nDescription=${name}\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\nExecReload=/bin/true\n[Install]\nWantedBy=multi-user.target\n`;

/** What packages of the distribution would bring, as far as a first boot touches it. */
const PACKAGES: Record<string, Record<string, { from?: string; text?: string }>> = {
  "docker.io": {
    "usr/bin/docker": { from: "docker" },
    "lib/systemd/system/docker.service": { text: idle("docker") },
  },
  "amazon-ecr-credential-helper": { "usr/bin/docker-credential-ecr-login": { text: "" } },
  caddy: {
    "etc/caddy/Caddyfile": { text: "the package's own page\n" },
    "lib/systemd/system/caddy.service": { text: idle("caddy") },
  },
};

/** Fills `archive` of the machine with packages, and the list that apt reads. */
export function fillArchive(machine: string): void {
  const archive = join(machine, "srv/archive");
  mkdirSync(archive, { recursive: true });
  const listed = Object.entries(PACKAGES).map(([name, files]) => {
    const folder = join(archive, `${name}.build`);
    for (const [path, { from, text }] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      if (from === undefined) writeFileSync(join(folder, path), text ?? "");
      else cpSync(join(FILES, from), join(folder, path));
      if (path.includes("/bin/")) chmodSync(join(folder, path), 0o755);
    }
    const control = `Package: ${name}\nVersion: 1\nArchitecture: all\nMaintainer: a <a@example.org>\nDescription: a stand-in\n`;
    mkdirSync(join(folder, "DEBIAN"));
    writeFileSync(join(folder, "DEBIAN/control"), control);
    shell("dpkg-deb", ["--root-owner-group", "--build", folder, join(archive, `${name}.deb`)]);
    rmSync(folder, { recursive: true });
    return control + fileFields(join(archive, `${name}.deb`), `./${name}.deb`);
  });
  writeFileSync(join(archive, "Packages"), listed.join("\n"));
}

function fileFields(file: string, name: string): string {
  const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
  return `Filename: ${name}\nSize: ${statSync(file).size}\nSHA256: ${hash}\n`;
}
