import { type AccessRule, accessRules, isWorld, opensPort } from "../access-rules.ts";
import type { AppliedState, Resource } from "../applied-state.ts";
import { isOn, text } from "../attributes.ts";
import { demand, every, faultsOf } from "../policy.ts";

const GROUP = "aws_security_group";
const VPC = "aws_vpc";
const SSH = 22;
const POSTGRESQL = 5432;
const WEB_PORTS = [80, 443];

/** Each resource that has such rules, once. */
function owners(rules: readonly AccessRule[]): Resource[] {
  return [...new Set(rules.map(({ resource }) => resource))];
}

function rulesOf(resource: Resource, state: AppliedState, direction: AccessRule["direction"]) {
  return accessRules(state).filter(
    (rule) => rule.resource === resource && rule.direction === direction,
  );
}

const ways = (state: AppliedState, direction: AccessRule["direction"]) =>
  owners(accessRules(state).filter((rule) => rule.direction === direction));

const open = demand("network-open-for-the-web-only", {
  says: "The world reaches ports 80 and 443 only; SSH is open to single addresses at most.",
  known: ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277", "AWS-0107"],
  subjects: (state) => ways(state, "ingress"),
  faults: (resource, state) =>
    rulesOf(resource, state, "ingress").flatMap((rule) =>
      faultsOf(
        [!rule.ranges.some(isWorld) || isWeb(rule), `it opens ${portsOf(rule)} to the world`],
        [!opensPort(rule, SSH) || rule.ranges.every(isOneAddress), "it opens SSH to more than one"],
      ),
    ),
});

function isWeb({ protocol, from, to }: AccessRule): boolean {
  return protocol === "tcp" && from === to && WEB_PORTS.includes(from);
}

function portsOf({ from, to }: AccessRule): string {
  return from === to ? `port ${from}` : `ports ${from} to ${to}`;
}

function isOneAddress(range: string): boolean {
  return /\/(32|128)$/.test(range);
}

const databasePort = demand("network-database-from-a-group", {
  says: "PostgreSQL's port is reached from security groups alone, never from addresses.",
  known: [],
  subjects: (state) =>
    owners(
      accessRules(state).filter(
        (rule) => rule.direction === "ingress" && opensPort(rule, POSTGRESQL),
      ),
    ),
  faults: (resource, state) =>
    rulesOf(resource, state, "ingress")
      .filter((rule) => opensPort(rule, POSTGRESQL))
      .flatMap(({ ranges, groups }) =>
        faultsOf(
          [ranges.length === 0, `it opens PostgreSQL to ${ranges.join(", ")}`],
          [groups.length > 0 || ranges.length > 0, "it names no group that may use PostgreSQL"],
        ),
      ),
});

const described = demand("network-described", {
  says: "Every security group and every rule says what it is for.",
  known: ["CKV_AWS_23", "AWS-0099", "AWS-0124"],
  subjects: (state) => [...new Set([...state.all(GROUP), ...owners(accessRules(state))])],
  faults: (resource, state) => {
    const description = text(resource.values, "description");
    return faultsOf(
      [
        resource.type !== GROUP ||
          (description ?? "Managed by Terraform") !== "Managed by Terraform",
        "the group is not described",
      ],
      [
        accessRules(state)
          .filter((rule) => rule.resource === resource)
          .every((rule) => rule.description !== null),
        "a rule is not described",
      ],
    );
  },
});

const defaults = demand("network-default-group-empty", {
  says: "Each network's default security group lets nothing through.",
  known: ["CKV2_AWS_12", "AWS-0173"],
  subjects: every(VPC),
  faults: (vpc, state) => {
    const group = ofVpc(vpc, state, "aws_default_security_group");
    if (!group) return ["its default security group is not taken over"];
    const rules = accessRules(state).filter(({ resource }) => resource === group);
    return faultsOf([rules.length === 0, "its default security group lets something through"]);
  },
});

const flows = demand("network-flow-logs", {
  says: "Each network keeps a log of all its connections.",
  known: ["CKV2_AWS_11", "AWS-0178"],
  subjects: every(VPC),
  faults: (vpc, state) => {
    const log = ofVpc(vpc, state, "aws_flow_log");
    if (!log) return ["it has no flow log"];
    return faultsOf(
      [text(log.values, "traffic_type") === "ALL", "its flow log leaves connections out"],
      [text(log.values, "log_destination") !== null, "its flow log goes nowhere"],
    );
  },
});

function ofVpc(vpc: Resource, state: AppliedState, type: string): Resource | undefined {
  return state.all(type).find(({ values }) => text(values, "vpc_id") === text(vpc.values, "id"));
}

const addresses = demand("network-no-public-addresses", {
  says: "Nothing gets a public address by itself, and no host has one.",
  known: ["CKV_AWS_88", "CKV_AWS_130", "AWS-0164"],
  subjects: every("aws_subnet", "aws_launch_template", "aws_instance"),
  faults: ({ type, values }) => {
    if (type === "aws_subnet")
      return faultsOf([
        !isOn(values, "map_public_ip_on_launch"),
        "whatever starts in it gets a public address",
      ]);
    // A launch template has it as a text, so that it can be left open: then the subnet decides.
    const path = "associate_public_ip_address";
    const given = isOn(values, path) || text(values, `network_interfaces[].${path}`) === "true";
    return faultsOf([!given, "it has a public address"]);
  },
});

const egress = demand("network-egress-named", {
  says: "What leaves for the world names its protocol and port.",
  known: ["CKV_AWS_382", "AWS-0104"],
  subjects: (state) => ways(state, "egress"),
  faults: (resource, state) =>
    faultsOf([
      !rulesOf(resource, state, "egress").some(
        (rule) => rule.protocol === "-1" && rule.ranges.some(isWorld),
      ),
      "everything may leave for anywhere",
    ]),
});

export const NETWORK_POLICIES = [open, databasePort, described, defaults, flows, addresses, egress];
