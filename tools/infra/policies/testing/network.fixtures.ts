import { egress, group, ingress, network, template } from "./builders.ts";
import { type Fixture, failure, plus, resource, set, without } from "./fixture.ts";

const WORLD = "0.0.0.0/0";
const web = ingress("web", 443, { cidr_ipv4: WORLD });
const fromGroup = ingress("database", 5432, { referenced_security_group_id: "back" });

function flowLog() {
  return resource("aws_flow_log.main", {
    vpc_id: "vpc",
    traffic_type: "ALL",
    log_destination: "arn:aws:logs:eu-west-3:123456789012:log-group:flows",
  });
}

function defaultGroup() {
  return resource("aws_default_security_group.main", {
    id: "default",
    vpc_id: "vpc",
    ingress: [],
    egress: [],
  });
}

export const NETWORK_FIXTURES: Record<string, Fixture> = {
  "network-open-for-the-web-only": {
    holds: [web],
    fails: [
      failure(
        "the application's port is open",
        plus(ingress("app", 3000, { cidr_ipv4: WORLD })),
        "aws_vpc_security_group_ingress_rule.app",
        "it opens port 3000 to the world",
      ),
      failure(
        "it is open by IPv6",
        plus(ingress("app", 3000, { cidr_ipv6: "::/0" })),
        "aws_vpc_security_group_ingress_rule.app",
        "it opens port 3000 to the world",
      ),
      failure(
        "all high ports are",
        set(web.address, "to_port", 65_535),
        web.address,
        "it opens ports 443 to 65535 to the world",
      ),
      failure(
        "a half of the world is let in",
        plus(ingress("app", 3000, { cidr_ipv4: "128.0.0.0/1" })),
        "aws_vpc_security_group_ingress_rule.app",
        "it opens port 3000 to the world",
      ),
      failure(
        "SSH is open to a neighbourhood",
        plus(ingress("ssh", 22, { cidr_ipv4: "192.0.2.0/24" })),
        "aws_vpc_security_group_ingress_rule.ssh",
        "it opens SSH to more than one",
      ),
      failure(
        "an inline rule opens the database",
        plus(
          group("old", {
            ingress: [
              {
                protocol: "tcp",
                from_port: 5432,
                to_port: 5432,
                cidr_blocks: [WORLD],
                description: "x",
              },
            ],
          }),
        ),
        "aws_security_group.old",
        "it opens port 5432 to the world",
      ),
      failure(
        "a rule of the older kind opens the application",
        plus(
          resource("aws_security_group_rule.old", {
            type: "ingress",
            protocol: "tcp",
            from_port: 3000,
            to_port: 3000,
            cidr_blocks: [WORLD],
          }),
        ),
        "aws_security_group_rule.old",
        "it opens port 3000 to the world",
      ),
    ],
  },
  "network-database-from-a-group": {
    holds: [fromGroup],
    fails: [
      failure(
        "an address may",
        set(fromGroup.address, "cidr_ipv4", "192.0.2.7/32"),
        fromGroup.address,
        "it opens PostgreSQL to 192.0.2.7/32",
      ),
      failure(
        "no group is named",
        set(fromGroup.address, "referenced_security_group_id", null),
        fromGroup.address,
        "it names no group",
      ),
    ],
  },
  "network-described": {
    holds: [group("back"), web],
    fails: [
      failure(
        "a rule is silent",
        set(web.address, "description", ""),
        web.address,
        "a rule is not described",
      ),
      failure(
        "Terraform speaks for the group",
        set("aws_security_group.back", "description", "Managed by Terraform"),
        "aws_security_group.back",
        "the group is not described",
      ),
    ],
  },
  "network-default-group-empty": {
    holds: [...network(), defaultGroup()],
    fails: [
      failure(
        "it is as AWS made it",
        without("aws_default_security_group.main"),
        "aws_vpc.main",
        "is not taken over",
      ),
      failure(
        "it lets out",
        set("aws_default_security_group.main", "egress", [
          { protocol: "-1", cidr_blocks: [WORLD] },
        ]),
        "aws_vpc.main",
        "lets something through",
      ),
    ],
  },
  "network-flow-logs": {
    holds: [...network(), flowLog()],
    fails: [
      failure("nothing is written", without("aws_flow_log.main"), "aws_vpc.main", "no flow log"),
      failure(
        "refusals are left out",
        set("aws_flow_log.main", "traffic_type", "ACCEPT"),
        "aws_vpc.main",
        "leaves connections out",
      ),
      failure(
        "it goes nowhere",
        set("aws_flow_log.main", "log_destination", null),
        "aws_vpc.main",
        "goes nowhere",
      ),
    ],
  },
  "network-no-public-addresses": {
    holds: [...network(), template()],
    fails: [
      failure(
        "a subnet gives addresses",
        set("aws_subnet.a", "map_public_ip_on_launch", true),
        "aws_subnet.a",
        "whatever starts in it gets a public address",
      ),
      failure(
        "a fleet's hosts have one",
        set(
          "aws_launch_template.back",
          "network_interfaces[0].associate_public_ip_address",
          "true",
        ),
        "aws_launch_template.back",
        "it has a public address",
      ),
      failure(
        "a host has one",
        plus(resource("aws_instance.one", { associate_public_ip_address: true })),
        "aws_instance.one",
        "it has a public address",
      ),
    ],
  },
  "network-egress-named": {
    holds: [egress("web")],
    fails: [
      failure(
        "everything may leave",
        set("aws_vpc_security_group_egress_rule.web", "ip_protocol", "-1"),
        "aws_vpc_security_group_egress_rule.web",
        "everything may leave for anywhere",
      ),
    ],
  },
};
