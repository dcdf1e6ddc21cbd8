import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../../infra/aws/", import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tf") && !file.includes(".terraform"))
  .map((file) => ({ file, text: readFileSync(path.join(folder, file), "utf8") }));

/** Each block that begins so, up to the brace that closes it at the same depth. */
function blocksOf(text: string, opening: RegExp): string[] {
  return text.split(/^(?=\S)/m).filter((block) => opening.test(block));
}

describe("what no applied state shows", () => {
  it("a certificate is replaced before the old one goes (CKV_AWS_233)", () => {
    const certificates = sources.flatMap(({ text }) =>
      blocksOf(text, /^resource "aws_acm_certificate" /),
    );
    expect(certificates.length).toBeGreaterThan(0);
    for (const block of certificates) expect(block).toMatch(/create_before_destroy\s*=\s*true/);
  });

  it("no module has a provider of its own, and nothing is random", () => {
    const modules = sources.filter(({ file }) => file.startsWith("modules/"));
    expect(modules.length).toBeGreaterThan(10);
    for (const { file, text } of modules) expect(text, file).not.toMatch(/^provider "/m);
    for (const { file, text } of sources)
      expect(text, file).not.toMatch(/"random_|hashicorp\/random/);
  });

  it("a variable that holds a secret is in no plan and no state", () => {
    const variables = sources.flatMap(({ text }) => blocksOf(text, /^variable "/));
    expect(variables.length).toBeGreaterThan(20);
    const secrets = variables.filter((block) =>
      /^variable "\w*(password|token|private_key)"/.test(block),
    );
    // The root's and the database's: one that is handed on.
    expect(secrets).toHaveLength(2);
    for (const block of secrets) {
      expect(block).toMatch(/^variable "owner_password"/);
      expect(block).toMatch(/ephemeral\s*=\s*true/);
      expect(block).toMatch(/sensitive\s*=\s*true/);
    }
  });

  it("the owner's password reaches the database and its secret by write-only arguments alone", () => {
    const uses = sources.flatMap(({ file, text }) =>
      text
        .split("\n")
        .filter((line) => /(var|local)\.owner_password\b/.test(line))
        .map((line) => `${file}: ${line.trim().split(/\s*=/)[0]}`),
    );
    expect(uses.sort()).toEqual([
      "main.tf: owner_password",
      "modules/database/main.tf: password_wo",
      "modules/database/owner.tf: owner_password",
      "modules/database/owner.tf: secret_string_wo",
    ]);
  });
});
