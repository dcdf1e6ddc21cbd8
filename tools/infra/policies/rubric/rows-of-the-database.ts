import { ACCESS, BOOT_TEST, CAMPUS_RUNS, DATABASE, PARAMETERS, REFUSED_RUNS } from "./places.ts";
import { fact, type Row } from "./row.ts";

/** What the brief names first, mostly of the database: rows 1 to 20. */
export const ROWS_OF_THE_DATABASE: readonly Row[] = [
  {
    number: 1,
    requirement: "Region eu-west-3, one variable",
    how: ["T"],
    facts: [fact(DATABASE, { region: "eu-west-3" })],
    runs: [[CAMPUS_RUNS, "everything_is_in_paris_unless_told_otherwise"]],
  },
  {
    number: 2,
    requirement: "RDS PostgreSQL 17.4; minor upgrades come by themselves",
    how: ["P"],
    facts: [fact(DATABASE, { engine: "postgres", engine_version: "17.4" })],
    policies: ["database-kept-current"],
  },
  {
    number: 3,
    requirement: "t3.micro, near the free tier; a micro class of RDS",
    how: ["T"],
    facts: [fact('module.compute.aws_launch_template.this["back"]', { instance_type: "t3.micro" })],
    runs: [[CAMPUS_RUNS, "hosts_are_t3_micro_in_two_fleets_of_two"]],
  },
  {
    number: 4,
    requirement: "Front and back on EC2, their roles apart, behind one load balancer",
    how: ["P"],
    facts: [
      fact('module.compute.aws_autoscaling_group.this["front"]'),
      fact('module.compute.aws_autoscaling_group.this["back"]'),
      fact("module.edge[0].aws_lb_listener_rule.back"),
    ],
    policies: ["network-fleets-behind-the-balancer"],
  },
  {
    number: 5,
    requirement: "The back is reached on its port, through the load balancer only",
    how: ["P"],
    facts: [
      fact('module.network.aws_vpc_security_group_ingress_rule.group["back"]', {
        from_port: 3000,
        to_port: 3000,
      }),
    ],
    policies: ["network-fleets-behind-the-balancer", "network-one-port-a-rule"],
  },
  {
    number: 6,
    requirement: "An Ubuntu that is kept up to date, Docker, node:22-alpine",
    how: ["U"],
    facts: [fact('module.compute.aws_launch_template.this["back"]')],
    tests: [
      [BOOT_TEST, "brings the distribution up to date and keeps it so (%s)"],
      [
        "tools/release/containerfile.test.ts",
        "is node 22 on Alpine, run by nobody of importance, and asked whether it lives",
      ],
    ],
  },
  {
    number: 7,
    requirement: "Storage grows by itself, from 20 to 100 GB",
    how: ["P"],
    facts: [fact(DATABASE, { allocated_storage: 20, max_allocated_storage: 100 })],
    policies: ["database-storage-grows"],
  },
  {
    number: 8,
    requirement: "Daily backups by themselves",
    how: ["P"],
    facts: [fact(DATABASE, { backup_retention_period: 5 })],
    policies: ["database-backed-up"],
  },
  {
    number: 9,
    requirement: "Backups kept for 5 days",
    how: ["P", "T"],
    facts: [fact(DATABASE, { backup_retention_period: 5 })],
    policies: ["database-backed-up"],
    runs: [
      [REFUSED_RUNS, "backups_of_less_than_five_days"],
      [REFUSED_RUNS, "backups_of_more_than_thirty_five_days"],
    ],
  },
  {
    number: 10,
    requirement: "Backups at 01:35 UTC for 30 minutes, maintenance at another time",
    how: ["P", "T"],
    instead: { T: "The window is a constant, with nothing to vary: what was applied shows it." },
    facts: [fact(DATABASE, { backup_window: "01:35-02:05" })],
    policies: ["database-backed-up"],
  },
  {
    number: 11,
    requirement: "Restore to any point of the last 5 days",
    how: ["T", "D", "R"],
    instead: {
      T: "A restore makes an instance beside the one that Terraform has: it is a script, not a plan.",
    },
    facts: [fact(DATABASE, { backup_retention_period: 5 })],
    policies: ["database-backed-up"],
    tests: [
      [
        "tools/infra/recovery/recovery.test.ts",
        "restores beside the running one, finds the same, and removes what it made",
      ],
    ],
    documents: [["docs/infra/disaster-recovery.md", "To a point in time"]],
    files: ["infra/restore-test.sh"],
  },
  {
    number: 12,
    requirement: "Enhanced monitoring every 60 s, with its role",
    how: ["P"],
    facts: [
      fact(DATABASE, { monitoring_interval: 60 }),
      fact("module.database.aws_iam_role.monitoring"),
    ],
    policies: ["database-monitored"],
  },
  {
    number: 13,
    requirement:
      "Logs iam-db-auth-error, postgresql, upgrade, into groups that end and are encrypted",
    how: ["P"],
    facts: [
      fact(DATABASE, {
        enabled_cloudwatch_logs_exports: ["iam-db-auth-error", "postgresql", "upgrade"],
      }),
      fact('module.database.aws_cloudwatch_log_group.this["babyfoot-campus/postgresql"]'),
    ],
    policies: ["database-logs-exported", "logs-end-and-are-encrypted"],
  },
  {
    number: 14,
    requirement: "Parameter group babyfoot-pg-params of the family postgres17",
    how: ["P"],
    facts: [fact(PARAMETERS, { name: "babyfoot-pg-params", family: "postgres17" })],
    policies: ["database-forces-tls"],
  },
  {
    number: 15,
    requirement: "log_min_duration_statement = 2000",
    how: ["P"],
    facts: [fact(PARAMETERS)],
    policies: ["database-logs-slow-queries"],
  },
  {
    number: 16,
    requirement: "rds.force_ssl = 1; servers check certificate and name",
    how: ["P", "U"],
    facts: [fact(PARAMETERS)],
    policies: ["database-forces-tls"],
    tests: [
      [
        "apps/server/src/start-tls.test.ts",
        "works when the authority and the name are right, and every connection is encrypted",
      ],
      ["apps/server/src/start-tls.test.ts", "is refused when the certificate is of another name"],
    ],
  },
  {
    number: 17,
    requirement: "Security group POSTGRESQL, 5432/TCP",
    how: ["P"],
    facts: [
      fact('module.network.aws_security_group.this["postgresql"]', { "tags.Name": "POSTGRESQL" }),
      fact('module.network.aws_vpc_security_group_ingress_rule.group["postgresql"]', {
        from_port: 5432,
        to_port: 5432,
        ip_protocol: "tcp",
      }),
    ],
    policies: ["network-database-from-a-group", "network-database-for-servers"],
  },
  {
    number: 18,
    requirement:
      "Colleagues by their address at most, nobody by default; Session Manager before that",
    how: ["T", "P", "R"],
    facts: [fact('module.network.aws_security_group.this["postgresql"]')],
    policies: ["network-database-from-a-group"],
    runs: [
      [REFUSED_RUNS, "the_world_as_a_colleague"],
      [REFUSED_RUNS, "a_range_as_a_colleague"],
    ],
    documents: [
      [ACCESS, "Through Session Manager"],
      [ACCESS, "By address: the exception"],
    ],
  },
  {
    number: 19,
    requirement: "Ports 22, 80 and 443 filtered: 80 sends to 443, 22 is shut",
    how: ["P"],
    facts: [
      fact("module.edge[0].aws_lb_listener.http", { port: 80 }),
      fact("module.edge[0].aws_lb_listener.https", { port: 443 }),
      fact('module.network.aws_network_acl_rule.no_remote_shell["ssh"]', { rule_action: "deny" }),
    ],
    policies: ["network-open-for-the-web-only", "balancer-https", "network-no-remote-shells"],
  },
  {
    number: 20,
    requirement: "SSH by private key, replaced by sessions without keys",
    how: ["P", "R"],
    facts: [fact('module.compute.aws_launch_template.this["back"]')],
    policies: ["host-sessions-not-keys", "no-users-no-keys"],
    documents: [[ACCESS, "A shell on a host"]],
  },
];
