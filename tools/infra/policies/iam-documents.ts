import type { AppliedState, Resource } from "./applied-state.ts";
import { everyText, text } from "./attributes.ts";

/** A statement with its lists made lists, whichever way it was written. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** `AWS:…`, `Service:…`, `Federated:…`; `*` is everyone. */
  readonly principals: readonly string[];
  /** Names of condition keys to `test:values`. */
  readonly conditions: ReadonlyMap<string, readonly Condition[]>;
}
interface Condition {
  readonly test: string;
  readonly values: readonly string[];
}

const read = new Map<string, readonly Statement[]>();

/** The statements of a policy document. Throws where it is none: an unreadable one is no good one. */
export function statements(document: string): readonly Statement[] {
  const known = read.get(document) ?? readStatements(document);
  read.set(document, known);
  return known;
}

function readStatements(document: string): Statement[] {
  const parsed: unknown = JSON.parse(document);
  const list = isRecord(parsed) ? parsed.Statement : undefined;
  return (Array.isArray(list) ? list : [list]).filter(isRecord).map(statement);
}

function statement(raw: Record<string, unknown>): Statement {
  return {
    effect: raw.Effect === "Deny" ? "Deny" : "Allow",
    actions: listed(raw.Action),
    notActions: listed(raw.NotAction),
    resources: listed(raw.Resource),
    notResources: listed(raw.NotResource),
    principals: principals(raw.Principal ?? raw.NotPrincipal),
    conditions: conditions(raw.Condition),
  };
}

function principals(raw: unknown): string[] {
  if (!isRecord(raw)) return listed(raw);
  return Object.entries(raw).flatMap(([kind, names]) =>
    listed(names).map((name) => (name === "*" ? "*" : `${kind}:${name}`)),
  );
}

function conditions(raw: unknown): Statement["conditions"] {
  const byKey = new Map<string, Condition[]>();
  for (const [test, keys] of Object.entries(isRecord(raw) ? raw : {}))
    for (const [key, values] of Object.entries(isRecord(keys) ? keys : {})) {
      const name = key.toLowerCase();
      byKey.set(name, [...(byKey.get(name) ?? []), { test, values: listed(values) }]);
    }
  return byKey;
}

function listed(raw: unknown): string[] {
  return (Array.isArray(raw) ? raw : [raw]).filter((one) => one !== undefined).map(String);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What may be done by whom: policies of identities. */
const IDENTITY_POLICIES = ["aws_iam_policy", "aws_iam_role_policy"];

/** Resources that grant something to a role, each with its document. */
export function identityPolicies(state: AppliedState): Resource[] {
  return state.all(...IDENTITY_POLICIES).filter(({ values }) => text(values, "policy") !== null);
}

export function statementsOf({ values }: Resource, attribute = "policy"): readonly Statement[] {
  const document = text(values, attribute);
  return document === null ? [] : statements(document);
}

/** Every policy document in a resource, with the path of the attribute that it stands in. */
export function documentsIn({ values }: Resource): [path: string, document: string][] {
  return [...everyText(values)].filter(
    ([, value]) => value.startsWith("{") && value.includes('"Statement"'),
  );
}
