import {
  alarm,
  CAMPUS_RUNS,
  DEPLOY,
  DEPLOY_TEST,
  KEPT_TEST,
  REFUSED_RUNS,
  ROLES_TEST,
  SECURITY,
  WORKFLOWS_TEST,
} from "./places.ts";
import { fact, factOf, type Row } from "./row.ts";

/** Beyond: rows 58 to 63 and 66 to 75. */
export const ROWS_BEYOND: readonly Row[] = [
  {
    number: 58,
    requirement: "A key for each kind of data, that changes, and is not everyone's",
    how: ["P"],
    facts: ["database", "secrets", "storage", "logs", "alerts"].map((kind) =>
      fact(`module.security.aws_kms_key.this["${kind}"]`, { enable_key_rotation: true }),
    ),
    policies: ["keys-change-and-are-ours", "resources-open-to-named-ones"],
  },
  {
    number: 59,
    requirement: "Flow logs, defaults shut, S3 by an endpoint",
    how: ["P"],
    facts: [
      fact("module.network.aws_flow_log.this"),
      fact("module.network.aws_default_security_group.closed"),
      fact("module.network.aws_vpc_endpoint.s3", { vpc_endpoint_type: "Gateway" }),
    ],
    policies: ["network-flow-logs", "network-default-group-empty", "network-default-list-empty"],
  },
  {
    number: 60,
    requirement: "Backups copied to another region, under a key there",
    how: ["P"],
    facts: [
      fact("module.dr.aws_db_instance_automated_backups_replication.this[0]", {
        region: "eu-west-1",
        retention_period: 5,
      }),
    ],
    policies: ["database-backups-elsewhere"],
  },
  {
    number: 61,
    requirement: "Locked vaults, copied every week; a dump outside the account",
    how: ["P", "D"],
    facts: [
      fact('module.dr.aws_backup_vault_lock_configuration.this["home"]'),
      fact("module.dr.aws_backup_plan.weekly"),
    ],
    policies: ["vaults-locked", "backups-copied-weekly"],
    tests: [
      [
        "tools/infra/recovery/recovery.test.ts",
        "writes a dump that is encrypted for the recipient, with its checksum",
      ],
    ],
    documents: [
      ["docs/infra/disaster-recovery.md", "From a locked vault"],
      ["docs/infra/disaster-recovery.md", "Without the account"],
    ],
    files: ["infra/offsite-dump.sh"],
  },
  {
    number: 62,
    requirement: "Releases without a pause, taken back on an alarm",
    how: ["P", "V"],
    facts: [
      fact('module.compute.aws_autoscaling_group.this["back"]', {
        "instance_refresh.preferences.auto_rollback": true,
        "instance_refresh.preferences.min_healthy_percentage": 100,
      }),
    ],
    policies: ["fleet-rolls"],
    tests: [
      [DEPLOY_TEST, "that sets off an alarm is taken back from every host"],
      [
        "apps/server/test/cloud/stopping.test.ts",
        "says so first and serves on: not one call fails while others take over",
      ],
    ],
  },
  {
    number: 63,
    requirement: "Parquet every night, when the snapshot is made",
    how: ["P"],
    facts: [
      fact("module.database.aws_cloudwatch_event_rule.snapshot_made"),
      fact("module.exports.aws_cloudwatch_event_target.export"),
      fact("module.exports.aws_ssm_document.export", { document_type: "Automation" }),
    ],
    policies: ["roles-cannot-rise"],
  },
  {
    number: 66,
    requirement: "Budgets at 80 and 100 %, the forecast, and what is unusual",
    how: ["P"],
    facts: [
      fact("module.observability.aws_budgets_budget.month"),
      fact("module.observability.aws_ce_anomaly_subscription.mail"),
      alarm("cost", "EstimatedCharges", 260),
    ],
  },
  {
    number: 67,
    requirement: "A dashboard as code",
    how: ["P", "U"],
    facts: [fact("module.observability.aws_cloudwatch_dashboard.this")],
    tests: [
      ["tools/infra/watch/watch.test.ts", "shows only metrics that belong to its resources"],
      ["tools/infra/watch/watch.test.ts", "would not show a metric of a resource that is gone"],
    ],
  },
  {
    number: 68,
    requirement: "Health asked from outside, with an alarm",
    how: ["P"],
    facts: [
      fact("module.edge[0].aws_route53_health_check.ready", {
        type: "HTTPS",
        resource_path: "/readyz",
      }),
      alarm("unreachable", "HealthCheckStatus", 1),
    ],
    policies: ["alarms-reach-someone"],
  },
  {
    number: 69,
    requirement: "More hosts in a campus's hours; the demo sleeps at night",
    how: ["P", "T"],
    facts: [
      fact('module.compute.aws_autoscaling_schedule.campus["back-opens"]', {
        time_zone: "Europe/Paris",
        recurrence: "30 7 * * 1-5",
      }),
      fact('module.compute.aws_autoscaling_schedule.campus["back-closes"]', {
        recurrence: "30 22 * * 1-5",
      }),
      factOf("demo", 'module.database.aws_scheduler_schedule.sleep["night"]'),
    ],
    runs: [[REFUSED_RUNS, "fleets_that_sleep"]],
  },
  {
    number: 70,
    requirement: "The least rights, proved",
    how: ["U"],
    tests: [
      [ROLES_TEST, "$address $verb: $says"],
      [ROLES_TEST, "are all in the table"],
    ],
    documents: [[SECURITY, "Roles: what each can and cannot do"]],
  },
  {
    number: 71,
    requirement: "State: elsewhere, encrypted, locked, versioned",
    how: ["V", "P"],
    facts: [
      factOf("bootstrap", 'module.bucket["state"].aws_s3_bucket.this'),
      factOf("bootstrap", 'module.bucket["state"].aws_s3_bucket_versioning.this'),
    ],
    policies: ["bucket-encrypted", "bucket-versioned", "bucket-closed"],
    tests: [[DEPLOY_TEST, "sees the plan and changes nothing, not even a lock"]],
  },
  {
    number: 72,
    requirement: "GitHub deploys by OIDC: a plan on each pull request, an apply when approved",
    how: ["P", "R"],
    facts: [
      factOf("bootstrap", "aws_iam_openid_connect_provider.github"),
      factOf("bootstrap", 'aws_iam_role.github["plan"]'),
    ],
    policies: ["pipeline-is-ours"],
    tests: [[WORKFLOWS_TEST, "are such that GitHub understands them"]],
    documents: [[DEPLOY, "5. GitHub"]],
    files: [".github/workflows/plan.yml", ".github/workflows/deploy.yml"],
  },
  {
    number: 73,
    requirement: "Connections stay within the class",
    how: ["U"],
    tests: [
      [
        "apps/server/src/platform/pool-size.test.ts",
        "all processes fit at once, with what they take beside, for each class and number that can be",
      ],
    ],
    runs: [[CAMPUS_RUNS, "hosts_are_t3_micro_in_two_fleets_of_two"]],
  },
  {
    number: 74,
    requirement: "A second plan is empty; drift is looked for every night",
    how: ["V"],
    tests: [[KEPT_TEST, "are made from every file that decides what is applied"]],
    files: ["tools/infra/applied/apply.ts", ".github/workflows/drift.yml"],
  },
  {
    number: 75,
    requirement: "READMEs of modules and the picture are generated",
    how: ["U"],
    tests: [
      ["tools/infra/readmes/readmes.test.ts", "leave no module out"],
      [
        "tools/infra/documents/documents.test.ts",
        "say what was applied and what the modules' files say",
      ],
    ],
    files: ["docs/infra/architecture.md"],
  },
];
