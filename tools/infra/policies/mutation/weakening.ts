import { couldBeNamed, matchingActions } from "../action-catalogue.ts";
import type { AppliedState, Json, Resource } from "../applied-state.ts";
import { text } from "../attributes.ts";
import { findRole, isPublicSubnet } from "../references.ts";

/** The values that an attribute must not be weakened to, given what it is and where it stands. */
export type Weaker = (current: Json, state: AppliedState, resource: Resource) => Json[];

/** By type, attributes and what is weaker than each. */
export type Relevant = Readonly<Record<string, Readonly<Record<string, Weaker>>>>;

/** Removing it, and each of these instead of it. */
export function goneOr(...values: Json[]): Weaker {
  return () => [null, ...values];
}

/** Each of these instead of it; without it, AWS does what is right. */
export function rather(...values: Json[]): Weaker {
  return () => values;
}

/** Not on, where it is on. */
export const off: Weaker = (current) =>
  current === true || current === "true" ? [null, false] : [];

/** A list without each of its elements in turn, and without all. */
export const shorter: Weaker = (current) =>
  Array.isArray(current)
    ? [[], ...current.map((_, left) => current.filter((_one, index) => index !== left))]
    : [null];

/** A parameter group in which one of the parameters that we rest on says the opposite. */
export const laxParameters: Weaker = (current) => {
  const lax: Record<string, string> = {
    "rds.force_ssl": "0",
    log_min_duration_statement: "-1",
    log_parameter_max_length: "-1",
    log_error_verbosity: "default",
    log_statement: "none",
    log_connections: "0",
  };
  const list = Array.isArray(current) ? current.filter((one) => one !== null) : [];
  return Object.entries(lax).map(([name, value]) =>
    list.map((one) =>
      typeof one === "object" && !Array.isArray(one) && one.name === name ? { ...one, value } : one,
    ),
  );
};

/** The roles of hosts, in the place of another's. */
export const otherHosts: Weaker = (current, state) =>
  state
    .all("aws_iam_instance_profile")
    .flatMap(({ values }) => text(values, "role") ?? [])
    .filter((role) => findRole(state, role) !== findRole(state, String(current)));

/** Every other route table in the place of this one. */
export const otherTables: Weaker = (current, state, { values }) =>
  text(values, "gateway_id") === null
    ? []
    : state
        .all("aws_route_table")
        .flatMap((table) => text(table.values, "id") ?? [])
        .filter((table) => table !== current);

/** The same, on rules that refuse. */
export function ofRefusals(weaker: Weaker): Weaker {
  return (current, state, resource) =>
    text(resource.values, "rule_action") === "deny" ? weaker(current, state, resource) : [];
}

/** The same, on a database that follows no other. */
export function ofPrimaries(weaker: Weaker): Weaker {
  return (current, state, resource) =>
    text(resource.values, "replicate_source_db") === null ? weaker(current, state, resource) : [];
}

/** The same, on listeners that speak TLS. */
export function ofHttps(weaker: Weaker): Weaker {
  return (current, state, resource) =>
    text(resource.values, "protocol") === "HTTPS" ? weaker(current, state, resource) : [];
}

/** A list without anything in it. */
export const emptied: Weaker = () => [[]];

/** Any of the public subnets instead of those that it has. */
export const inPublicSubnets: Weaker = (_current, state) => [
  state
    .all("aws_subnet")
    .flatMap(({ values }) => text(values, "id") ?? [])
    .filter((id) => isPublicSubnet(state, id)),
];

/** Every other security group in the place of this one. */
export const otherGroups: Weaker = (current, state) =>
  state
    .all("aws_security_group")
    .flatMap(({ values }) => text(values, "id") ?? [])
    .filter((id) => id !== current);

interface Document {
  Statement: Statement[];
}
type Statement = { [name: string]: Json };

/** Each statement of a policy document in turn without what narrows it. */
export const widerDocument: Weaker = (current) => {
  const document: Document = JSON.parse(String(current));
  return document.Statement.flatMap((statement, index) =>
    (statement.Effect === "Deny" ? [null, misspelt(statement)] : widened(statement)).map(
      (changed) =>
        JSON.stringify({
          ...document,
          Statement: document.Statement.flatMap((one, at) =>
            at === index ? (changed === null ? [] : [changed]) : [one],
          ),
        }),
    ),
  );
};

/** A denial of an action that there is not denies nothing. */
function misspelt(statement: Statement): Statement {
  return { ...statement, Action: "s3:Evrything" };
}

function widened(statement: Statement): Statement[] {
  const { Condition: condition, ...unconditional } = statement;
  const wider: Statement[] = [];
  if (!String(statement.Action).endsWith(":*")) wider.push({ ...statement, Action: "*" });
  if (condition !== undefined) wider.push(unconditional);
  if (statement.Principal !== undefined) wider.push({ ...statement, Principal: "*" });
  if (
    statement.Resource !== undefined &&
    statement.Resource !== "*" &&
    couldName(statement.Action ?? null)
  )
    wider.push({ ...unconditional, Resource: "*" });
  return wider;
}

/** Listing takes no names: with or without one it is the same. */
function couldName(action: Json): boolean {
  return [action].flat().some((name) => matchingActions(String(name)).some(couldBeNamed));
}

/** A session's document with one of its inputs weaker. */
export const looserSession: Weaker = (current) => {
  const document: { inputs?: { [name: string]: Json } } = JSON.parse(String(current));
  if (document.inputs === undefined) return [];
  return [
    { cloudWatchLogGroupName: "" },
    { cloudWatchEncryptionEnabled: false },
    { kmsKeyId: "" },
    { idleSessionTimeout: "60" },
  ].map((weaker) => JSON.stringify({ ...document, inputs: { ...document.inputs, ...weaker } }));
};

/** A boot script that holds a password too. */
export const withSecret: Weaker = (current) => {
  const script = String(current);
  const isPlain = script.startsWith("#");
  const told = `${isPlain ? script : Buffer.from(script, "base64").toString()}\nADMIN_PASSWORD=correct-horse\n`;
  return [isPlain ? told : Buffer.from(told).toString("base64")];
};
