import type { Module } from "./module.ts";

/** A module's README: what it is for, and tables of what it takes, tells and makes. */
export function readmeOf(title: string, purpose: string, module: Module): string {
  const { inputs, outputs, resources } = module;
  return `${[
    `# ${title}`,
    purpose,
    "Made by `npm run infra -- documents` from the files beside it; do not edit.",
    "## Inputs",
    table(
      ["name", "type", "default", "what it is"],
      inputs.map(({ name, type, fallback, description }) => [
        code(name),
        code(type),
        fallback === undefined ? "needed" : code(fallback),
        description,
      ]),
    ),
    "## Outputs",
    table(
      ["name", "what it is"],
      outputs.map(({ name, description }) => [code(name), description]),
    ),
    "## Resources",
    table(
      ["type", "blocks"],
      resources.map(({ type, blocks }) => [code(type), String(blocks)]),
    ),
  ].join("\n\n")}\n`;
}

const code = (text: string): string => `\`${text}\``;

/** A table in Markdown; a bar in a cell does not end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
