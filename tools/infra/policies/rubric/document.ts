import type { Fact, Place, Row } from "./row.ts";
import { ROWS } from "./rows.ts";

/** The text of docs/infra/rubric.md: each requirement, what meets it, what shows it. */
export function rubricDocument(): string {
  const open = ROWS.filter((row) => row.open !== undefined);
  return [
    "# Every requirement, and what shows it",
    "Written by `npm run infra -- documents`. A test looks up every resource in what was applied, with the values named here, every test, run of Terraform, heading and file.",
    "The letters say how a row is to be shown: V validating, planning again and finding nothing to do; P a policy or a value over what was applied; T `terraform test`; M a machine that boots; D a drill; U a test; R reading.",
    `${ROWS.length - open.length} of ${ROWS.length} rows are shown whole.`,
    ...openList(open),
    table(),
    "",
  ].join("\n\n");
}

function openList(open: readonly Row[]): string[] {
  if (open.length === 0) return [];
  return [
    `Not shown yet:\n\n${open.map(({ number, open: missing }) => `- ${number}: ${missing}`).join("\n")}`,
  ];
}

function table(): string {
  const head = ["", "requirement", "what meets it", "what shows it"];
  return [head, head.map(() => "---"), ...ROWS.map(cells)]
    .map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

function cells(row: Row): string[] {
  const artefacts = [...(row.facts ?? []).map(factText), ...(row.files ?? []).map(code)];
  const shown = [
    ...(row.policies ?? []).map((id) => `policy ${code(id)}`),
    ...(row.runs ?? []).map(([file, run]) => `${code(run)} in ${code(file)}`),
    ...(row.tests ?? []).map(([file, name]) => `“${name}” in ${code(file)}`),
    ...(row.documents ?? []).map(documentText),
  ];
  const other = Object.entries(row.instead ?? {}).map(([means, why]) => `(${means}: ${why})`);
  return [
    String(row.number),
    `${row.requirement} (${row.how.join(" ")})`,
    artefacts.join("<br>"),
    [...shown, ...other].join("<br>"),
  ];
}

function factText({ application, address, values }: Fact): string {
  const told = Object.entries(values).map(([path, value]) => `${path} = ${JSON.stringify(value)}`);
  const where = application === "campus" ? "" : ` (${application})`;
  return `${code(address)}${where}${told.length > 0 ? `: ${told.join(", ")}` : ""}`;
}

function documentText([file, heading]: Place): string {
  return heading === "" ? code(file) : `${code(file)}: ${heading}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
