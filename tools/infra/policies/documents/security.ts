import { POLICIES, POLICY_FAMILIES } from "../all-policies.ts";
import { EXCEPTIONS, type Exception, NOT_ASKED_FOR, SIZES } from "../exceptions.ts";
import { NOWHERE, type Policy } from "../policy.ts";
import { FURTHER_RULES } from "../rules/further.ts";
import type { Power } from "../simulation/power.ts";
import { ROLES, ROLES_OF_AWS } from "../simulation/powers.ts";

/** The text of docs/infra/security.md: every policy, every exception, every role. */
export function securityDocument(): string {
  return [
    INTRODUCTION,
    "## Policies",
    ...families(),
    "## Further rules",
    "Not numbered; they see what the numbered ones do not, so that no attribute can be weakened unseen.",
    table(["rule", "what must hold", "elsewhere"], FURTHER_RULES.map(furtherRow)),
    "## Left out on purpose",
    "What a size does not have, or has otherwise, because of what it costs.",
    exceptionTable(EXCEPTIONS.filter(isOfOneSize)),
    "## Exceptions",
    exceptionTable(EXCEPTIONS.filter((one) => !isOfOneSize(one))),
    "## Not asked for",
    table(
      ["rule", "elsewhere", "why not"],
      NOT_ASKED_FOR.map(({ rule, known, reason }) => [rule, known, reason]),
    ),
    "## Roles: what each can and cannot do",
    "Asked of a simulator of IAM with the policies as they were applied, those of keys, buckets and secrets among them.",
    ...roles(),
    "",
  ].join("\n\n");
}

const INTRODUCTION = `# Security

Written by \`npm run infra -- documents\`; a test fails where it is not current.

Terraform is applied to a stand-in of AWS in each size, and ${POLICIES.length} policies judge what comes of it: \`npm run infra -- policies infra/aws/tests/applied/campus.json infra/aws/tests/applied/bootstrap.json\`. A policy that finds nothing to judge does not hold. Each is shown to see: by a state that obeys it, and by single changes that do not, each found at its address. Then each attribute that security rests on is weakened in turn, in what was applied, and something must say so.

What this cannot see: limits and choices that AWS itself checks, and what people do by hand in an account. None of it has run on a real account.`;

function families(): string[] {
  let number = 0;
  return POLICY_FAMILIES.flatMap(([family, policies]) => [
    `### ${family}`,
    table(
      ["", "policy", "what must hold", "elsewhere"],
      policies.map((policy) => {
        number += 1;
        return [String(number), ...furtherRow(policy)];
      }),
    ),
  ]);
}

function furtherRow({ id, says, known }: Policy): string[] {
  return [`\`${id}\``, says, known.join(" ") || "our own"];
}

function isOfOneSize({ sizes }: Exception): boolean {
  return sizes.length < SIZES.length;
}

function exceptionTable(list: readonly Exception[]): string {
  return table(
    ["policy", "where", "size", "why"],
    list.map(({ policy, address, sizes, reason }) => [
      `\`${policy}\``,
      address === NOWHERE ? "nothing of the kind is there" : `\`${address}\``,
      sizes.length === SIZES.length ? "every" : sizes.join(", "),
      reason,
    ]),
  );
}

function roles(): string[] {
  return Object.entries(ROLES).flatMap(([application, powers]) => [
    `### ${application === "bootstrap" ? "Of the account (bootstrap)" : `Of ${application}`}`,
    ...Object.entries(powers).flatMap(([address, list]) => [`\`${address}\``, powerTable(list)]),
    ...Object.entries(ROLES_OF_AWS[application] ?? {}).map(
      ([address, reason]) => `\`${address}\`: ${reason}`,
    ),
  ]);
}

function powerTable(powers: readonly Power[]): string {
  const of = (can: boolean) => powers.filter((power) => power.can === can).map(({ says }) => says);
  return table(["can", "cannot"], [[list(of(true)), list(of(false))]]);
}

function list(items: readonly string[]): string {
  return items.join("<br>");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}
