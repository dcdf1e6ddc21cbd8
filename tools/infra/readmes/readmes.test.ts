import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AWS } from "../places.ts";
import { readModule } from "./module.ts";
import { readmeOf, table } from "./readme.ts";
import { MODULES } from "./readmes.ts";

describe("READMEs of modules", () => {
  it("leave no module out", () => {
    const folders = readdirSync(AWS, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tf") && !file.includes(".terraform"))
      .map((file) => path.dirname(file));
    expect(new Set(folders)).toEqual(new Set(Object.keys(MODULES)));
  });

  it("keep a bar within its cell", () => {
    expect(table(["a"], [["x|y"]])).toBe("| a |\n|---|\n| x\\|y |");
  });
});

describe("a module", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "module-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (text: string) => writeFileSync(path.join(folder, "main.tf"), text);

  it("shows what must be given, what has a default, and what it makes", async () => {
    write(`
      variable "size" {
        description = "How large."
        type        = object({ min = number })
        default     = { min = 2 }
      }
      variable "name" {
        description = "What it is called."
        type        = string
      }
      output "id" {
        description = "Which one."
        value       = aws_vpc.this.id
      }
      resource "aws_vpc" "this" {}
    `);
    const readme = readmeOf("things", "What it is for.", await readModule(folder));
    expect(readme).toContain("| `name` | `string` | needed | What it is called. |");
    expect(readme).toContain('| `size` | `object({ min = number })` | `{"min":2}` | How large. |');
    expect(readme).toContain("| `id` | Which one. |");
    expect(readme).toContain("| `aws_vpc` | 1 |");
  });

  it("is refused with a variable that nobody described", async () => {
    write('variable "name" {\n  type = string\n}\n');
    await expect(readModule(folder)).rejects.toThrow(/description/);
  });

  it("is refused with a variable of no type", async () => {
    write('variable "name" {\n  description = "What it is called."\n}\n');
    await expect(readModule(folder)).rejects.toThrow(/type/);
  });

  it("is refused with an output that nobody described", async () => {
    write('output "name" {\n  value = 1\n}\n');
    await expect(readModule(folder)).rejects.toThrow(/description/);
  });
});
