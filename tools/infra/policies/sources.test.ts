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

  it("no variable holds a secret", () => {
    const variables = sources.flatMap(({ text }) => [...text.matchAll(/^variable "(\w+)"/gm)]);
    expect(variables.length).toBeGreaterThan(20);
    expect(
      variables
        .map(([, name = ""]) => name)
        .filter((name) => /password|token|private_key/.test(name)),
    ).toEqual([]);
  });
});
