import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { render } from "./render.ts";
import { hostFiles, KINDS, type Kind, TEMPLATES, userData, valuesFor } from "./user-data.ts";

interface CloudConfig {
  packages: string[];
  write_files: { path: string; content: string; permissions?: string; defer?: boolean }[];
  runcmd: string[][];
}

const configOf = (kind: Kind): CloudConfig => parse(userData(kind)) as CloudConfig;
const fileOf = (kind: Kind, path: string): string | undefined =>
  configOf(kind).write_files.find((file) => file.path === path)?.content;
const has = (program: string): boolean => spawnSync("which", [program]).status === 0;

function folderFor(): string {
  const folder = mkdtempSync(join(tmpdir(), "babyfoot-first-boot-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe("what a host is told at its first boot", () => {
  it.each(KINDS)("fits what AWS takes (%s)", (kind) => {
    expect(Buffer.byteLength(userData(kind))).toBeLessThan(16_384);
  });

  it.each(KINDS)("brings the distribution up to date and keeps it so (%s)", (kind) => {
    const config = configOf(kind);
    expect(config).toMatchObject({ package_update: true, package_upgrade: true });
    expect(config.packages).toEqual(expect.arrayContaining(["docker.io", "unattended-upgrades"]));
    expect(fileOf(kind, "/etc/apt/apt.conf.d/52babyfoot")).toContain('Unattended-Upgrade "1"');
  });

  it.each(KINDS)("brings our files as they are, those that run as such (%s)", (kind) => {
    const files = hostFiles();
    const brought = configOf(kind).write_files.filter(({ path }) => path.includes("/sbin/"));
    for (const { path, content, permissions } of brought) {
      expect(content).toBe(files[path.split("/").at(-1) ?? ""]);
      expect(permissions).toBe("0755");
    }
    expect(fileOf(kind, "/etc/systemd/system/babyfoot.service")).toBe(files["babyfoot.service"]);
    expect(configOf(kind).runcmd).toEqual([["/usr/local/sbin/babyfoot-first-boot"]]);
  });

  it("lets only hosts that reach the database migrate it, and only the single one change in place", () => {
    const brings = (name: string) =>
      KINDS.filter((kind) => fileOf(kind, `/usr/local/sbin/${name}`) !== undefined);
    expect(brings("babyfoot-run")).toEqual(["front", "back", "host"]);
    expect(brings("babyfoot-migrate")).toEqual(["back", "host"]);
    expect(brings("babyfoot-switch")).toEqual(["host"]);
  });

  it("has settings as the container takes them: a line each, no quotes", () => {
    const lines = (fileOf("back", "/etc/babyfoot/babyfoot.env") ?? "").trim().split("\n").slice(1);
    expect(lines).toHaveLength(10);
    for (const line of lines) expect(line).toMatch(/^[A-Z_]+=[^"']+$/);
  });

  it("serves the single host by its name over HTTPS, and one without a name over HTTP", () => {
    const named = fileOf("host", "/etc/caddy/Caddyfile");
    expect(named).toMatch(/^babyfoot\.campus\.example \{/);
    expect(named).toContain("reverse_proxy 127.0.0.1:3000");
    expect(userData("host", { domain: "-" })).toContain("      :80 {");
    expect(fileOf("back", "/etc/caddy/Caddyfile")).toBeUndefined();
  });

  it.each(KINDS)("has no secret in it (%s)", (kind) => {
    expect(userData(kind)).not.toMatch(/(PASSWORD|SECRET_KEY|TOKEN)=|PRIVATE KEY|AKIA/);
  });

  it("runs the release with no rights, on a disk that it cannot write to, stopped before it is killed", () => {
    const run = fileOf("back", "/usr/local/sbin/babyfoot-run") ?? "";
    for (const bound of ["--read-only", "--cap-drop ALL", "no-new-privileges:true", "--pids-limit"])
      expect(run).toContain(bound);
    expect(run).not.toMatch(/--privileged|--network host.*front|docker\.sock/);
    const seconds = Number(/--stop-timeout (\d+)/.exec(run)?.[1]);
    const unit = fileOf("back", "/etc/systemd/system/babyfoot.service") ?? "";
    expect(unit).toContain(`docker stop --time ${seconds} `);
    expect(Number(/TimeoutStopSec=(\d+)/.exec(unit)?.[1])).toBeGreaterThan(seconds);
  });
});

describe("the tools that read it are content", () => {
  it("its scripts are shell, and good shell where shellcheck is there to say so", () => {
    for (const [name, text] of Object.entries(hostFiles())) {
      if (!text.startsWith("#!")) continue;
      const parsed = spawnSync("bash", ["-n"], { input: text });
      expect(parsed.status, `${name}: ${parsed.stderr}`).toBe(0);
      if (!has("shellcheck")) console.log(`shellcheck is not here: ${name} is only parsed`);
      else {
        const checked = spawnSync("shellcheck", ["-"], { input: text });
        expect(checked.status, `${name}: ${checked.stdout}`).toBe(0);
      }
    }
  });

  it("the deployment is good shell too", () => {
    const root = join(import.meta.dirname, "../..");
    const script = "infra/deploy.sh";
    expect(spawnSync("bash", ["-n", script], { cwd: root }).status).toBe(0);
    if (!has("shellcheck")) return console.log("shellcheck is not here: deploy.sh is only parsed");
    const checked = spawnSync("shellcheck", ["-x", "-a", "--source-path=.", script], { cwd: root });
    expect(checked.stdout.toString()).toBe("");
    expect(checked.status).toBe(0);
  });

  it.each(KINDS)("cloud-init takes it, where it is there to say so (%s)", (kind) => {
    if (!has("cloud-init")) return console.log("cloud-init is not here: only parsed as YAML");
    const file = join(folderFor(), "user-data");
    writeFileSync(file, userData(kind));
    const checked = spawnSync("cloud-init", ["schema", "--config-file", file]);
    expect(`${checked.stdout}${checked.stderr}`).toContain("Valid");
    expect(checked.status).toBe(0);
  });

  it.each(KINDS)("Terraform renders it the same, where it is there to do so (%s)", (kind) => {
    if (!has("terraform")) return console.log("terraform is not here: rendered by ours alone");
    const folder = folderFor();
    writeFileSync(join(folder, "values.json"), JSON.stringify(valuesFor(kind)));
    const call = `base64encode(templatefile("${TEMPLATES}/host.yaml.tftpl", jsondecode(file("${folder}/values.json"))))`;
    const { stdout, stderr } = spawnSync("terraform", ["console"], { cwd: folder, input: call });
    const encoded = stdout.toString().trim().replaceAll('"', "");
    expect(Buffer.from(encoded, "base64").toString(), stderr.toString()).toBe(userData(kind));
  });
});

describe("our own rendering", () => {
  it.each([
    [`$${"{nothing}"}`, "the template is not given nothing"],
    ["%{ if a == a ~}", "endif is missing"],
    ["%{ endfor ~}", "nothing was begun"],
    ["%{ for a, b in region ~}", "cannot render for a, b in region"],
  ])("refuses %s rather than leave something out", (template, complaint) => {
    expect(() => render(template, { region: "x", a: "x" })).toThrow(complaint);
  });
});
