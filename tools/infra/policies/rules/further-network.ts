import { type AccessRule, accessRules, isWorld, opensPort } from "../access-rules.ts";
import type { AppliedState, Resource } from "../applied-state.ts";
import { amount, blocks, text, texts } from "../attributes.ts";
import { statementsOf } from "../iam-documents.ts";
import { demand, every, faultsOf, type Policy } from "../policy.ts";
import { find, findRole, givenTo, isPublicSubnet } from "../references.ts";

const TEMPLATE = "aws_launch_template";
const POSTGRESQL = 5432;

function groupsOf(template: Resource): string[] {
  return [
    ...texts(template.values, "vpc_security_group_ids"),
    ...blocks(template.values, "network_interfaces[]").flatMap((one) =>
      texts(one, "security_groups"),
    ),
  ];
}

function incoming(state: AppliedState, groups: readonly string[]): AccessRule[] {
  return accessRules(state).filter(
    ({ direction, group }) => direction === "ingress" && group !== null && groups.includes(group),
  );
}

const onePort = demand("network-one-port-a-rule", {
  says: "Every rule between groups opens one port.",
  known: [],
  subjects: every("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"),
  faults: (resource, state) =>
    faultsOf([
      accessRules(state)
        .filter((rule) => rule.resource === resource)
        .every(({ from, to }) => from === to),
      "it opens more than one port",
    ]),
});

/** Fleets alone: a single host is its own door. */
function fleets(state: AppliedState): Resource[] {
  return state.all("aws_autoscaling_group");
}

function templateOf(fleet: Resource, state: AppliedState): Resource | undefined {
  const id =
    text(fleet.values, "launch_template.id") ??
    text(
      fleet.values,
      "mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
    );
  return find(state, TEMPLATE, "id", id);
}

const throughBalancer = demand("network-fleets-behind-the-balancer", {
  says: "Fleets are reached through the load balancer alone, and lie in subnets without a way in.",
  known: [],
  subjects: fleets,
  faults: (fleet, state) => {
    const template = templateOf(fleet, state);
    const rules = incoming(state, template ? groupsOf(template) : []);
    const doors = state.all("aws_lb").flatMap(({ values }) => texts(values, "security_groups"));
    return faultsOf(
      [rules.length > 0, "nobody may reach it"],
      [
        rules.every(
          ({ ranges, groups }) =>
            ranges.length === 0 &&
            groups.length > 0 &&
            groups.every((group) => doors.includes(group)),
        ),
        "it is reached by others than the load balancer",
      ],
      [
        !texts(fleet.values, "vpc_zone_identifier").some((id) => isPublicSubnet(state, id)),
        "one of its subnets is public",
      ],
    );
  },
});

const byThoseWhoSignIn = demand("network-database-for-servers", {
  says: "The database is reached from hosts alone that may sign in to it.",
  known: [],
  subjects: every("aws_db_instance"),
  faults: ({ values }, state) => {
    const own = texts(values, "vpc_security_group_ids");
    const sources = incoming(state, own)
      .filter((rule) => opensPort(rule, POSTGRESQL))
      .flatMap(({ groups }) => groups);
    const servers = state
      .all(TEMPLATE)
      .filter((template) => maySignIn(template, state))
      .flatMap(groupsOf);
    return faultsOf(
      [own.every((id) => find(state, "aws_security_group", "id", id)), "a group is not ours"],
      [sources.length > 0, "no server reaches it"],
      [sources.every((group) => servers.includes(group)), "hosts reach it that may not sign in"],
    );
  },
});

function maySignIn(template: Resource, state: AppliedState): boolean {
  const arn = text(template.values, "iam_instance_profile.arn");
  const name = text(template.values, "iam_instance_profile.name");
  const profile =
    find(state, "aws_iam_instance_profile", "arn", arn) ??
    find(state, "aws_iam_instance_profile", "name", name);
  const role = profile ? findRole(state, text(profile.values, "role")) : undefined;
  return givenTo(state, role, "aws_iam_role_policy").some((grant) =>
    statementsOf(grant).some(({ actions }) => actions.includes("rds-db:connect")),
  );
}

const REMOTE_SHELLS = [22, 3389];
const noShells = demand("network-no-remote-shells", {
  says: "Every subnet's access list refuses remote shells, whatever security groups say.",
  known: ["CKV2_AWS_1", "CKV_AWS_231", "CKV_AWS_232"],
  subjects: every("aws_subnet"),
  faults: (subnet, state) => {
    const id = text(subnet.values, "id") ?? "";
    const list = state
      .all("aws_network_acl")
      .find(({ values }) => texts(values, "subnet_ids").includes(id));
    if (!list) return ["it has no access list of ours"];
    return REMOTE_SHELLS.filter((port) => !refuses(list, port, state)).map(
      (port) => `its access list lets port ${port} in`,
    );
  },
});

/** The first rule by number that is about a port decides. */
function refuses(list: Resource, port: number, state: AppliedState): boolean {
  const deciding = state
    .all("aws_network_acl_rule")
    .map(({ values }) => values)
    .filter((rule) => text(rule, "network_acl_id") === text(list.values, "id"))
    .filter((rule) => rule.egress !== true && isWorld(text(rule, "cidr_block") ?? ""))
    .filter((rule) => ["-1", "tcp", "6"].includes(text(rule, "protocol") ?? ""))
    .filter(
      (rule) =>
        text(rule, "protocol") === "-1" ||
        ((amount(rule, "from_port") ?? 0) <= port && port <= (amount(rule, "to_port") ?? 0)),
    )
    .sort((one, other) => (amount(one, "rule_number") ?? 0) - (amount(other, "rule_number") ?? 0));
  return deciding[0] === undefined || text(deciding[0], "rule_action") === "deny";
}

const tiers = demand("network-tiers-apart", {
  says: "Only subnets that are called public have a way to the internet and back.",
  known: [],
  subjects: every("aws_subnet"),
  faults: ({ values }, state) =>
    faultsOf([
      text(values, "tags.Tier") === "public" || !isPublicSubnet(state, text(values, "id") ?? ""),
      "it is public, and is not called so",
    ]),
});

const defaultList = demand("network-default-list-empty", {
  says: "Each network's default access list lets nothing through.",
  known: [],
  subjects: every("aws_vpc"),
  faults: (vpc, state) => {
    const list = find(
      state,
      "aws_default_network_acl",
      "default_network_acl_id",
      text(vpc.values, "default_network_acl_id"),
    );
    return faultsOf([
      list !== undefined &&
        blocks(list.values, "ingress[]").length === 0 &&
        blocks(list.values, "egress[]").length === 0,
      "its default access list lets something through",
    ]);
  },
});

const hiddenMetrics = demand("balancer-hides-metrics", {
  says: "What the application measures of itself is not told to the world; browsers are told to stay with HTTPS.",
  known: [],
  subjects: (state) =>
    state.all("aws_lb_listener").filter(({ values }) => text(values, "protocol") === "HTTPS"),
  faults: ({ values }, state) => {
    const header = "routing_http_response_strict_transport_security_header_value";
    const rules = state
      .all("aws_lb_listener_rule")
      .map((rule) => rule.values)
      .filter((rule) => text(rule, "listener_arn") === text(values, "arn"))
      .filter((rule) => texts(rule, "condition[].path_pattern.values").includes("/metrics"));
    return faultsOf(
      [
        rules.some((rule) => text(rule, "action.fixed_response.status_code") === "404"),
        "it answers /metrics",
      ],
      [/max-age=\d{8,}/.test(text(values, header) ?? ""), "browsers may come back by HTTP"],
    );
  },
});

export const FURTHER_NETWORK: readonly Policy[] = [
  onePort,
  throughBalancer,
  byThoseWhoSignIn,
  noShells,
  tiers,
  defaultList,
  hiddenMetrics,
];
