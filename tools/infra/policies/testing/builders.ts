import type { Resource, Values } from "../applied-state.ts";
import { resource } from "./fixture.ts";

/** Resources that obey every policy; `over` changes what a fixture is about. */
type Over = Values;

export const ACCOUNT = "123456789012";
export const KEY_ARN = `arn:aws:kms:eu-west-3:${ACCOUNT}:key/data`;
const DATABASE_ARN = `arn:aws:rds:eu-west-3:${ACCOUNT}:db:babyfoot`;

/** The text of a policy document, as it stands in a state. */
export function document(...statements: Values[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export function allow(action: string | string[], target: string | string[], more: Values = {}) {
  return { Effect: "Allow", Action: action, Resource: target, ...more };
}

/** A statement of trust in a service, for this account only. */
export function trusts(service: string, more: Values = forThisAccount()): Values {
  return {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: service },
    ...more,
  };
}

function forThisAccount(): Values {
  return { Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } };
}

export function key(over: Over = {}): Resource {
  return resource("aws_kms_key.data", {
    arn: KEY_ARN,
    key_id: "data",
    enable_key_rotation: true,
    policy: document({
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: "kms:*",
      Resource: "*",
    }),
    ...over,
  });
}

export function database(over: Over = {}): Resource {
  return resource("aws_db_instance.main", {
    arn: DATABASE_ARN,
    allocated_storage: 20,
    auto_minor_version_upgrade: true,
    backup_retention_period: 5,
    backup_window: "01:35-02:05",
    ca_cert_identifier: "rds-ca-rsa2048-g1",
    copy_tags_to_snapshot: true,
    db_subnet_group_name: "data",
    delete_automated_backups: false,
    deletion_protection: true,
    enabled_cloudwatch_logs_exports: ["iam-db-auth-error", "postgresql", "upgrade"],
    engine_version: "17.4",
    final_snapshot_identifier: "babyfoot-last",
    iam_database_authentication_enabled: true,
    identifier: "babyfoot",
    kms_key_id: KEY_ARN,
    maintenance_window: "sun:03:00-sun:03:30",
    manage_master_user_password: true,
    master_user_secret_kms_key_id: KEY_ARN,
    max_allocated_storage: 100,
    monitoring_interval: 60,
    monitoring_role_arn: MONITORING_ROLE_ARN,
    multi_az: true,
    parameter_group_name: "babyfoot-pg-params",
    performance_insights_enabled: true,
    performance_insights_kms_key_id: KEY_ARN,
    publicly_accessible: false,
    skip_final_snapshot: false,
    storage_encrypted: true,
    ...over,
  });
}

const MONITORING_ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/monitoring`;
export function monitoringRole(): Resource[] {
  return [
    resource("aws_iam_role.monitoring", {
      arn: MONITORING_ROLE_ARN,
      name: "monitoring",
      assume_role_policy: document(trusts("monitoring.rds.amazonaws.com")),
    }),
    resource("aws_iam_role_policy_attachment.monitoring", {
      role: "monitoring",
      policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    }),
  ];
}

export function parameters(values: Record<string, string>): Resource {
  return resource("aws_db_parameter_group.main", {
    name: "babyfoot-pg-params",
    parameter: Object.entries(values).map(([name, value]) => ({ name, value })),
  });
}

export function copiedBackups(): Resource {
  return resource("aws_db_instance_automated_backups_replication.main", {
    source_db_instance_arn: DATABASE_ARN,
    kms_key_id: KEY_ARN,
    retention_period: 5,
  });
}

/** A network of two zones: `subnet-a` and `subnet-b`, with a gateway that no route leads to. */
export function network(): Resource[] {
  return [
    resource("aws_vpc.main", { id: "vpc" }),
    resource("aws_internet_gateway.main", { id: "gateway", vpc_id: "vpc" }),
    ...["a", "b"].map((zone) =>
      resource(`aws_subnet.${zone}`, {
        id: `subnet-${zone}`,
        vpc_id: "vpc",
        availability_zone: `eu-west-3${zone}`,
        map_public_ip_on_launch: false,
      }),
    ),
    resource("aws_route_table.inside", { id: "inside", vpc_id: "vpc", route: [] }),
    resource("aws_route_table_association.a", { subnet_id: "subnet-a", route_table_id: "inside" }),
    resource("aws_db_subnet_group.data", { name: "data", subnet_ids: ["subnet-a", "subnet-b"] }),
  ];
}

export function group(name: string, over: Over = {}): Resource {
  return resource(`aws_security_group.${name}`, {
    id: name,
    description: `What ${name} may reach`,
    ...over,
  });
}

export function ingress(name: string, port: number, over: Over): Resource {
  return resource(`aws_vpc_security_group_ingress_rule.${name}`, {
    security_group_id: "group",
    description: `For ${name}`,
    ip_protocol: "tcp",
    from_port: port,
    to_port: port,
    ...over,
  });
}

export function egress(name: string, over: Over = {}): Resource {
  return resource(`aws_vpc_security_group_egress_rule.${name}`, {
    security_group_id: "group",
    description: `For ${name}`,
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    cidr_ipv4: "0.0.0.0/0",
    ...over,
  });
}

const BALANCER_ARN = `arn:aws:elasticloadbalancing:eu-west-3:${ACCOUNT}:loadbalancer/app/main`;
export function balancer(over: Over = {}): Resource {
  return resource("aws_lb.main", {
    arn: BALANCER_ARN,
    internal: false,
    access_logs: [{ enabled: true, bucket: "logs" }],
    desync_mitigation_mode: "defensive",
    drop_invalid_header_fields: true,
    enable_deletion_protection: true,
    ...over,
  });
}

export function httpsListener(over: Over = {}): Resource {
  return resource("aws_lb_listener.https", {
    protocol: "HTTPS",
    port: 443,
    certificate_arn: CERTIFICATE_ARN,
    ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    ...over,
  });
}

export function httpListener(): Resource {
  return resource("aws_lb_listener.http", {
    protocol: "HTTP",
    port: 80,
    default_action: [
      {
        type: "redirect",
        redirect: [{ protocol: "HTTPS", port: "443", status_code: "HTTP_301" }],
      },
    ],
  });
}

export const CERTIFICATE_ARN = `arn:aws:acm:eu-west-3:${ACCOUNT}:certificate/main`;
const ACL_ARN = `arn:aws:wafv2:eu-west-3:${ACCOUNT}:regional/webacl/main`;

/** The web firewall, attached to the load balancer, with its log. */
export function firewall(): Resource[] {
  return [
    resource("aws_wafv2_web_acl.main", {
      arn: ACL_ARN,
      rule: [...ruleGroups(), rateRule(), labelRule()],
    }),
    resource("aws_wafv2_web_acl_association.main", {
      resource_arn: BALANCER_ARN,
      web_acl_arn: ACL_ARN,
    }),
    resource("aws_wafv2_web_acl_logging_configuration.main", {
      resource_arn: ACL_ARN,
      log_destination_configs: ["arn:aws:logs:eu-west-3:123456789012:log-group:aws-waf-logs"],
    }),
  ];
}

function ruleGroups(): Values[] {
  return ["CommonRuleSet", "AmazonIpReputationList", "KnownBadInputsRuleSet"].map((name) => ({
    name,
    override_action: [{ none: [{}] }],
    statement: [{ managed_rule_group_statement: [{ name: `AWSManagedRules${name}` }] }],
  }));
}

function rateRule(): Values {
  return {
    name: "rate",
    action: [{ block: [{}] }],
    statement: [{ rate_based_statement: [{ limit: 2000 }] }],
  };
}

function labelRule(): Values {
  return {
    name: "devices",
    action: [{ count: [{}] }],
    rule_label: [{ name: "babyfoot:own-schema" }],
    statement: [
      {
        byte_match_statement: [
          { positional_constraint: "STARTS_WITH", search_string: "/api/v1/device/" },
        ],
      },
    ],
  };
}

export function bucket(name: string): Resource {
  return resource(`aws_s3_bucket.${name}`, { id: name, bucket: name });
}

/** A host's template, of a role that may open sessions. */
export function template(over: Over = {}): Resource {
  return resource("aws_launch_template.back", {
    id: "lt-back",
    metadata_options: [{ http_tokens: "required", http_put_response_hop_limit: 1 }],
    block_device_mappings: [{ ebs: [{ encrypted: "true", volume_type: "gp3" }] }],
    iam_instance_profile: [{ name: "back" }],
    network_interfaces: [{ associate_public_ip_address: "false" }],
    user_data: Buffer.from("#cloud-config\npackages: [docker.io]\n").toString("base64"),
    ...over,
  });
}

export function hostRole(): Resource[] {
  return [
    resource("aws_iam_role.back", { id: "back", name: "back" }),
    resource("aws_iam_instance_profile.back", { name: "back", role: "back" }),
    resource("aws_iam_role_policy_attachment.sessions", {
      role: "back",
      policy_arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    }),
  ];
}

export function fleet(over: Over = {}): Resource {
  return resource("aws_autoscaling_group.back", {
    name: "back",
    health_check_type: "ELB",
    min_size: 2,
    max_size: 6,
    vpc_zone_identifier: ["subnet-a", "subnet-b"],
    target_group_arns: ["back"],
    launch_template: [{ id: "lt-back" }],
    instance_refresh: [
      {
        strategy: "Rolling",
        preferences: [
          {
            auto_rollback: true,
            min_healthy_percentage: 100,
            alarm_specification: [{ alarms: ["babyfoot-5xx"] }],
          },
        ],
      },
    ],
    ...over,
  });
}
