import {
  ACCESS,
  alarm,
  DATABASE,
  DEMO_RUNS,
  DEPLOY,
  DEPLOY_TEST,
  EXPORTS,
  KEPT_TEST,
  RDS_TEST,
  ROLES_TEST,
  SECURITY,
  TROUBLE,
} from "./places.ts";
import { fact, factOf, type Row } from "./row.ts";

/** What the brief names of roles, exports, alarms and deploying: rows 21 to 40. */
export const ROWS_OF_ACCESS_AND_WATCH: readonly Row[] = [
  {
    number: 21,
    requirement: "The database's password in Secrets Manager, changing by itself",
    how: ["P"],
    facts: [
      fact(DATABASE, { manage_master_user_password: true }),
      fact("module.database.aws_secretsmanager_secret_rotation.owner[0]"),
      factOf("region", "module.database.aws_secretsmanager_secret_version.owner[0]", {
        secret_string_wo_version: 1,
      }),
      fact("module.security.aws_secretsmanager_secret.settings"),
    ],
    policies: ["database-password-unknown-to-us", "secrets-change-monthly", "secrets-guarded"],
  },
  {
    number: 22,
    requirement: "The least role for hosts",
    how: ["P", "U"],
    facts: [
      fact('module.compute.aws_iam_role.host["back"]'),
      fact('module.compute.aws_iam_role.host["front"]'),
    ],
    policies: ["roles-name-what-they-may", "roles-cannot-rise", "roles-within-a-boundary"],
    tests: [[ROLES_TEST, "$address $verb: $says"]],
  },
  {
    number: 23,
    requirement: "Servers sign in to the database by IAM tokens",
    how: ["P", "U"],
    facts: [
      fact(DATABASE, { iam_database_authentication_enabled: true }),
      fact('module.compute.aws_iam_role_policy.app["back"]'),
    ],
    policies: ["database-takes-tokens"],
    tests: [
      [
        RDS_TEST,
        "the owner migrates by the secret, and makes the role of servers, which may sign in by tokens",
      ],
      [
        "apps/server/src/platform/aws/aws.test.ts",
        "is the same for ten minutes, and never near its fifteen",
      ],
    ],
  },
  {
    number: 24,
    requirement: "RDS writes its logs to CloudWatch",
    how: ["P", "R"],
    facts: [fact('module.database.aws_cloudwatch_log_group.this["babyfoot-campus/postgresql"]')],
    policies: ["database-logs-exported"],
    documents: [[SECURITY, "Database"]],
  },
  {
    number: 25,
    requirement: "A role for exports to S3: that bucket, that account",
    how: ["P", "U"],
    facts: [
      fact('module.exports.aws_iam_role.writer["snapshots"]'),
      fact('module.exports.aws_iam_role.writer["queries"]'),
    ],
    policies: ["services-act-for-us-only", "roles-name-what-they-may"],
    tests: [[ROLES_TEST, "$address $verb: $says"]],
  },
  {
    number: 26,
    requirement: "A bucket babyfoot-exports: closed, encrypted, versioned, tidied, TLS only",
    how: ["P"],
    facts: [fact(EXPORTS, { bucket: "babyfoot-exports-campus-123456789012", region: "eu-west-3" })],
    policies: [
      "bucket-closed",
      "bucket-encrypted",
      "bucket-versioned",
      "bucket-tidied",
      "bucket-over-tls",
    ],
  },
  {
    number: 27,
    requirement: "Snapshots exported as Parquet, queries as CSV",
    how: ["P", "R"],
    facts: [
      fact("module.exports.aws_ssm_document.export"),
      fact("module.exports.aws_db_instance_role_association.queries", { feature_name: "s3Export" }),
    ],
    policies: ["actions-exist"],
    documents: [[SECURITY, "Of campus"]],
  },
  {
    number: 28,
    requirement: "Alarm: the database's CPU above 80 %",
    how: ["P"],
    facts: [alarm("database-cpu", "CPUUtilization", 80)],
    policies: ["alarms-reach-someone"],
    tests: [["tools/infra/watch/watch.test.ts", "go off when PostgreSQL computes above 80 %"]],
  },
  {
    number: 29,
    requirement: "Alarm: less than 2 GB free",
    how: ["P"],
    facts: [alarm("database-storage", "FreeStorageSpace", 2_147_483_648)],
    policies: ["alarms-reach-someone"],
    tests: [["tools/infra/watch/watch.test.ts", "go off with less than 2 GB of storage left"]],
  },
  {
    number: 30,
    requirement:
      "Alarm: more than 80 % of the class's connections (1 GiB / 12 MiB = 85, of which 68)",
    how: ["P"],
    facts: [alarm("database-connections", "DatabaseConnections", 68)],
    policies: ["alarms-reach-someone"],
  },
  {
    number: 31,
    requirement: "Alarms reach someone, by mail",
    how: ["P"],
    facts: [
      fact('module.observability.aws_sns_topic_subscription.mail["home"]', { protocol: "email" }),
    ],
    policies: ["alarms-reach-someone", "topics-heard"],
    tests: [
      [
        "tools/infra/watch/watch.test.ts",
        "each tell a topic that somebody reads, and in their own region, as AWS asks",
      ],
    ],
  },
  {
    number: 32,
    requirement: "Fleets follow CPU and traffic",
    how: ["P"],
    facts: [
      fact('module.compute.aws_autoscaling_policy.cpu["back"]'),
      fact('module.compute.aws_autoscaling_policy.requests["back"]'),
    ],
    policies: ["fleet-follows-load"],
  },
  {
    number: 33,
    requirement: "Everything in Terraform, nothing by hand",
    how: ["V", "R"],
    tests: [[KEPT_TEST, "are made from every file that decides what is applied"]],
    documents: [[DEPLOY, "8. Deploy"]],
    files: ["tools/infra/commands/check.ts"],
  },
  {
    number: 34,
    requirement: "Front and back deployed by a program: a release, hosts replaced in turn",
    how: ["P", "U", "R"],
    facts: [fact('module.compute.aws_autoscaling_group.this["back"]')],
    policies: ["fleet-rolls"],
    tests: [
      [
        DEPLOY_TEST,
        "is migrated once, then set, and then new hosts take the place of the old ones",
      ],
    ],
    documents: [[DEPLOY, "8. Deploy"]],
    files: ["infra/deploy.sh", ".github/workflows/deploy.yml"],
  },
  {
    number: 35,
    requirement: "A domain: apex, www and api, by IPv6 too",
    how: ["P"],
    facts: [
      fact('module.edge[0].aws_route53_record.alias["babyfoot.example.org/AAAA"]', {
        type: "AAAA",
      }),
      fact('module.edge[0].aws_route53_record.alias["www.babyfoot.example.org/A"]', { type: "A" }),
      fact('module.edge[0].aws_route53_record.alias["api.babyfoot.example.org/A"]', { type: "A" }),
    ],
  },
  {
    number: 36,
    requirement: "HTTPS: a certificate by DNS, 443, 80 sends there, browsers stay with it",
    how: ["P"],
    facts: [fact('module.edge[0].aws_acm_certificate.this["regional"]')],
    policies: ["certificate-validated-by-dns", "balancer-https", "balancer-hides-metrics"],
    runs: [[DEMO_RUNS, "a_domain_gives_it_https"]],
  },
  {
    number: 37,
    requirement: "The database in private subnets, from group to group",
    how: ["P"],
    facts: [fact(DATABASE, { publicly_accessible: false })],
    policies: ["database-not-public", "network-database-for-servers", "network-tiers-apart"],
  },
  {
    number: 38,
    requirement: "Boards send by HTTPS; analysts read by SQL",
    how: ["P", "R"],
    facts: [fact("module.edge[0].aws_lb_listener_rule.back")],
    policies: ["balancer-https"],
    documents: [
      [ACCESS, "Through Session Manager"],
      ["docs/makers/README.md", "The first goal"],
      ["docs/data/analysts.md", "For analysts"],
    ],
  },
  {
    number: 39,
    requirement: "A study of capacity, and the ground of the plans for disasters",
    how: ["R"],
    facts: [fact("module.observability.aws_cloudwatch_dashboard.this")],
    documents: [
      ["docs/infra/capacity.md", "Connections"],
      ["docs/infra/capacity.md", "Storage"],
      ["docs/infra/disaster-recovery.md", "When something is lost"],
    ],
  },
  {
    number: 40,
    requirement: "Their real failures: no encryption, an address not let in, the account suspended",
    how: ["R"],
    documents: [
      [TROUBLE, "The database"],
      [TROUBLE, "The account is suspended"],
    ],
  },
];
