import { alarm, CAMPUS_RUNS, DATABASE, DEPLOY, DEPLOY_TEST } from "./places.ts";
import { fact, factOf, type Row } from "./row.ts";

/** What specifications name, and the first beyond them: rows 41 to 57. */
export const ROWS_OF_OPERATION: readonly Row[] = [
  {
    number: 41,
    requirement: "Deployed in one command, documented",
    how: ["M", "V"],
    tests: [
      [
        "tools/first-boot/first-boot.machine.ts",
        "of the back waits for a release, migrates when told, starts it, and says that it is ready",
      ],
      [
        DEPLOY_TEST,
        "makes what releases need, says that none is published yet, and goes on from there when one is",
      ],
    ],
    documents: [[DEPLOY, "8. Deploy"]],
    files: ["infra/deploy.sh"],
  },
  {
    number: 42,
    requirement: "Rules of the firewall",
    how: ["P", "M"],
    instead: { M: "The firewall of a machine of one's own is not part of the cloud." },
    facts: [fact("module.network.aws_network_acl.subnets")],
    policies: [
      "network-open-for-the-web-only",
      "network-database-from-a-group",
      "network-egress-named",
      "network-described",
    ],
  },
  {
    number: 43,
    requirement: "Access by roles: no users, a pipeline without keys",
    how: ["P"],
    facts: [factOf("bootstrap", 'aws_iam_role.github["deploy-campus"]')],
    policies: ["no-users-no-keys", "pipeline-is-ours", "roles-trust-someone-named"],
  },
  {
    number: 44,
    requirement: "Regular backups, and their restore",
    how: ["D"],
    facts: [fact(DATABASE, { backup_retention_period: 5 })],
    policies: ["database-backed-up", "backups-copied-weekly"],
    tests: [
      [
        "tools/infra/recovery/recovery.test.ts",
        "restores beside the running one, finds the same, and removes what it made",
      ],
    ],
    files: ["infra/restore-test.sh"],
  },
  {
    number: 45,
    requirement: "Fleets grow at peaks",
    how: ["P"],
    facts: [fact('module.compute.aws_autoscaling_policy.cpu["front"]')],
    policies: ["fleet-follows-load"],
  },
  {
    number: 46,
    requirement: "CPU, memory and latency watched, alarms on each",
    how: ["P"],
    facts: [
      alarm("back-cpu", "CPUUtilization", 80),
      alarm("back-memory", "mem_used_percent", 85),
      alarm("latency", "TargetResponseTime", 0.5),
      alarm("target-5xx", "HTTPCode_Target_5XX_Count", 10),
    ],
    policies: ["alarms-reach-someone"],
    tests: [
      [
        "tools/infra/watch/watch.test.ts",
        "each go off with values beyond their threshold, and not with values within",
      ],
    ],
  },
  {
    number: 47,
    requirement: "Logs of access and of errors, a filter on errors, saved queries",
    how: ["P"],
    facts: [
      fact("module.edge[0].aws_lb.this", { "access_logs.enabled": true }),
      fact("module.compute.aws_cloudwatch_log_group.app"),
      fact("module.observability.aws_cloudwatch_log_metric_filter.errors"),
      fact('module.observability.aws_cloudwatch_query_definition.this["errors"]'),
    ],
    policies: ["balancer-access-logs", "logs-end-and-are-encrypted"],
  },
  {
    number: 48,
    requirement: "Two servers at least",
    how: ["P"],
    facts: [fact('module.compute.aws_autoscaling_group.this["back"]', { min_size: 2 })],
    policies: ["fleet-of-two-in-two-zones"],
  },
  {
    number: 49,
    requirement: "Two availability zones",
    how: ["P"],
    facts: [
      fact('module.network.aws_subnet.this["app-0"]', { availability_zone: "eu-west-3a" }),
      fact('module.network.aws_subnet.this["app-1"]', { availability_zone: "eu-west-3b" }),
    ],
    policies: ["fleet-of-two-in-two-zones", "database-in-two-zones"],
  },
  {
    number: 50,
    requirement: "The database replicated: a standby, and a replica by a switch",
    how: ["P", "T"],
    facts: [
      fact(DATABASE, { multi_az: true }),
      factOf("region", "module.database.aws_db_instance.replica[0]"),
    ],
    // RDS refuses a replica of a database whose password it keeps: the second sees that.
    policies: ["database-in-two-zones", "database-password-unknown-to-us"],
    runs: [[CAMPUS_RUNS, "a_replica_is_one_switch"]],
    tests: [
      ["apps/server/test/cloud/replica.test.ts", "does not when it lags, and comes back by itself"],
    ],
  },
  {
    number: 51,
    requirement: "A guide for disasters",
    how: ["R", "D"],
    tests: [
      [
        "tools/infra/recovery/recovery.test.ts",
        "restores beside the running one, finds the same, and removes what it made",
      ],
    ],
    documents: [
      ["docs/infra/disaster-recovery.md", "When something is lost"],
      ["docs/infra/disaster-recovery.md", "Without the account"],
    ],
  },
  {
    number: 52,
    requirement: "Costs: three sizes, hours, Graviton, spot, a budget",
    how: ["P", "R"],
    facts: [
      fact("module.observability.aws_budgets_budget.month", { limit_amount: "260" }),
      factOf("region", 'module.compute.aws_launch_template.this["back"]', {
        instance_type: "t4g.small",
      }),
    ],
    tests: [
      [
        "tools/infra/documents/documents.test.ts",
        "of %s stay within the budget that it is told at",
      ],
    ],
    documents: [
      ["docs/infra/costs.md", "What it costs"],
      ["docs/infra/costs.md", "Levers"],
    ],
  },
  {
    number: 53,
    requirement: "Load tests, and sizes that follow from them",
    how: ["M", "R"],
    instead: { M: "Loads are measured by the bench of the repository, on this side of any cloud." },
    documents: [["docs/infra/capacity.md", "Load"]],
  },
  {
    number: 54,
    requirement: "A web firewall: common attacks, reputation, rate; logged, attached",
    how: ["P"],
    facts: [
      fact('module.edge[0].aws_wafv2_web_acl.this["alb"]'),
      fact("module.edge[0].aws_wafv2_web_acl_association.alb"),
      fact('module.edge[0].aws_wafv2_web_acl_logging_configuration.this["alb"]'),
    ],
    policies: ["balancer-behind-firewall", "firewall-log-without-sign-ins"],
  },
  {
    number: 55,
    requirement: "CloudFront for files: signed to the bucket, strict headers, TLS 1.2 of 2021",
    how: ["P"],
    facts: [
      fact("module.edge[0].aws_cloudfront_distribution.this"),
      fact('module.edge[0].aws_acm_certificate.this["global"]', { region: "us-east-1" }),
    ],
    policies: ["pages-guarded", "pages-origins-guarded", "pages-headers-strict"],
  },
  {
    number: 56,
    requirement: "Session Manager, no port 22, sessions written down",
    how: ["P"],
    facts: [fact("module.compute.aws_ssm_document.session", { document_type: "Session" })],
    policies: ["host-sessions-not-keys", "sessions-written-down", "network-no-remote-shells"],
  },
  {
    number: 57,
    requirement: "IMDSv2, one hop, encrypted gp3",
    how: ["P"],
    facts: [
      fact('module.compute.aws_launch_template.this["back"]', {
        "metadata_options.http_tokens": "required",
        "metadata_options.http_put_response_hop_limit": 1,
      }),
    ],
    policies: ["host-metadata-by-token", "host-disks-encrypted"],
  },
];
