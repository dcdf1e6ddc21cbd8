import type { AppliedState, Resource, Values } from "./applied-state.ts";
import { amount, blocks, text, texts } from "./attributes.ts";

/** Who may reach what, or be reached, whichever of Terraform's three ways it is written in. */
export interface AccessRule {
  readonly resource: Resource;
  readonly direction: "ingress" | "egress";
  /** The security group that the rule belongs to. */
  readonly group: string | null;
  readonly protocol: string;
  /** Both ends; every port where the protocol is `-1`. */
  readonly from: number;
  readonly to: number;
  /** Address ranges, of IPv4 and IPv6. */
  readonly ranges: readonly string[];
  /** Other security groups that are meant. */
  readonly groups: readonly string[];
  readonly description: string | null;
}

const LAST_PORT = 65_535;

const known = new WeakMap<AppliedState, readonly AccessRule[]>();

/** All rules of a state, in both directions. */
export function accessRules(state: AppliedState): readonly AccessRule[] {
  const rules = known.get(state) ?? readRules(state);
  known.set(state, rules);
  return rules;
}

function readRules(state: AppliedState): AccessRule[] {
  return [
    ...state.all("aws_vpc_security_group_ingress_rule").map((rule) => ownResource(rule, "ingress")),
    ...state.all("aws_vpc_security_group_egress_rule").map((rule) => ownResource(rule, "egress")),
    ...state.all("aws_security_group_rule").map(olderResource),
    ...state.all("aws_security_group", "aws_default_security_group").flatMap(inline),
  ];
}

function ownResource(resource: Resource, direction: AccessRule["direction"]): AccessRule {
  const { values } = resource;
  return {
    resource,
    direction,
    group: text(values, "security_group_id"),
    ...ports(values, "ip_protocol"),
    ranges: [text(values, "cidr_ipv4"), text(values, "cidr_ipv6")].filter(
      (range) => range !== null,
    ),
    groups: texts(values, "referenced_security_group_id"),
    description: text(values, "description"),
  };
}

function olderResource(resource: Resource): AccessRule {
  const { values } = resource;
  const direction = text(values, "type") === "egress" ? "egress" : "ingress";
  const group = text(values, "security_group_id");
  return { ...ofBlock(resource, direction, values), group, groups: sourceGroups(values) };
}

function sourceGroups(values: Values): string[] {
  return texts(values, "source_security_group_id");
}

function inline(resource: Resource): AccessRule[] {
  return (["ingress", "egress"] as const).flatMap((direction) =>
    blocks(resource.values, direction)
      .map((block) => ofBlock(resource, direction, block))
      .filter(({ ranges, groups }) => ranges.length + groups.length > 0),
  );
}

function ofBlock(
  resource: Resource,
  direction: AccessRule["direction"],
  block: Values,
): AccessRule {
  return {
    resource,
    direction,
    group: text(resource.values, "id"),
    ...ports(block, "protocol"),
    ranges: [...texts(block, "cidr_blocks"), ...texts(block, "ipv6_cidr_blocks")],
    groups: texts(block, "security_groups"),
    description: text(block, "description"),
  };
}

function ports(values: Values, protocolName: string): Pick<AccessRule, "protocol" | "from" | "to"> {
  const protocol = text(values, protocolName) ?? "-1";
  if (protocol === "-1" || protocol === "all") return { protocol: "-1", from: 0, to: LAST_PORT };
  return {
    protocol,
    from: amount(values, "from_port") ?? 0,
    to: amount(values, "to_port") ?? LAST_PORT,
  };
}

/** Whether a range is everyone. Two halves of the internet are everyone too: /8 and wider is. */
export function isWorld(range: string): boolean {
  const [address = "", prefix = ""] = range.split("/");
  return Number(prefix) <= (address.includes(":") ? 16 : 8) && !address.startsWith("10.");
}

export function opensPort(rule: AccessRule, port: number): boolean {
  return rule.from <= port && port <= rule.to;
}
