import { can, cannot, type Power } from "./power.ts";

export const EXPORTS = "module.exports.module.bucket.aws_s3_bucket.this";
const SETTINGS = "module.security.aws_secretsmanager_secret.settings";
export const DATABASE = "module.database.aws_db_instance.this";
export const kmsKey = (kind: string) => `module.security.aws_kms_key.this["${kind}"]`;
const via = (service: string) => ({ "kms:ViaService": `${service}.eu-west-3.amazonaws.com` });

/** What every host does, and what none may. */
const ANY: readonly Power[] = [
  can("signs in to the registry of images", () => ({
    action: "ecr:GetAuthorizationToken",
    resource: "*",
  })),
  can("opens sessions for whoever may have one", () => ({
    action: "ssmmessages:OpenDataChannel",
    resource: "*",
  })),
  can("reads which release to run", (arns) => ({
    action: "ssm:GetParameter",
    resource: arns.of("module.compute.aws_ssm_parameter.release"),
  })),
  can("writes the application's log", (arns) => ({
    action: "logs:PutLogEvents",
    resource: `${arns.of("module.compute.aws_cloudwatch_log_group.app")}:log-stream:host`,
  })),
  can("tells its memory and disk", () => ({
    action: "cloudwatch:PutMetricData",
    resource: "*",
    context: { "cloudwatch:namespace": "CWAgent" },
  })),
  cannot("tell metrics of others", () => ({
    action: "cloudwatch:PutMetricData",
    resource: "*",
    context: { "cloudwatch:namespace": "AWS/RDS" },
  })),
  cannot("put an image in the registry", () => ({
    action: "ecr:PutImage",
    resource: "arn:aws:ecr:eu-west-3:123456789012:repository/babyfoot",
  })),
  cannot("pull another's image", () => ({
    action: "ecr:BatchGetImage",
    resource: "arn:aws:ecr:eu-west-3:123456789012:repository/other",
  })),
  cannot("choose another release", (arns) => ({
    action: "ssm:PutParameter",
    resource: arns.of("module.compute.aws_ssm_parameter.release"),
  })),
  cannot("remove a log", (arns) => ({
    action: "logs:DeleteLogGroup",
    resource: arns.of("module.compute.aws_cloudwatch_log_group.app"),
  })),
  cannot("delete the database", (arns) => ({
    action: "rds:DeleteDBInstance",
    resource: arns.of(DATABASE),
  })),
  cannot("take another role", () => ({
    action: "sts:AssumeRole",
    resource: "arn:aws:iam::123456789012:role/babyfoot-github-deploy-campus",
  })),
  cannot("give itself more", () => ({
    action: "iam:PutRolePolicy",
    resource: "arn:aws:iam::123456789012:role/babyfoot-campus-back",
  })),
  cannot("start a host", () => ({
    action: "ec2:RunInstances",
    resource: "arn:aws:ec2:eu-west-3:123456789012:instance/*",
  })),
  cannot("sign in to the database as its owner", (arns) => ({
    action: "rds-db:connect",
    resource: arns.user("babyfoot_owner"),
  })),
  cannot("read what is exported", (arns) => ({
    action: "s3:GetObject",
    resource: `${arns.of(EXPORTS)}/nightly/day.parquet`,
  })),
];

const SERVES: readonly Power[] = [
  can("signs in to the database as the application", (arns) => ({
    action: "rds-db:connect",
    resource: arns.user("babyfoot_app"),
  })),
  can("reads the application's secrets", (arns) => ({
    action: "secretsmanager:GetSecretValue",
    resource: arns.of(SETTINGS),
  })),
  can("reads the owner's password, to migrate", (arns) => ({
    action: "secretsmanager:GetSecretValue",
    resource: arns.ownerSecret(),
  })),
  can("decrypts secrets through Secrets Manager", (arns) => ({
    action: "kms:Decrypt",
    resource: arns.of(kmsKey("secrets")),
    context: via("secretsmanager"),
  })),
  can("writes exports of the night", (arns) => ({
    action: "s3:PutObject",
    resource: `${arns.of(EXPORTS)}/nightly/day.parquet`,
  })),
  can("encrypts exports through S3", (arns) => ({
    action: "kms:GenerateDataKey",
    resource: arns.of(kmsKey("storage")),
    context: via("s3"),
  })),
  cannot("use the key of secrets by itself", (arns) => ({
    action: "kms:Decrypt",
    resource: arns.of(kmsKey("secrets")),
  })),
  cannot("use the key of exports by itself", (arns) => ({
    action: "kms:Decrypt",
    resource: arns.of(kmsKey("storage")),
  })),
  cannot("write elsewhere among the exports", (arns) => ({
    action: "s3:PutObject",
    resource: `${arns.of(EXPORTS)}/snapshots/day.parquet`,
  })),
  cannot("read another's secret", () => ({
    action: "secretsmanager:GetSecretValue",
    resource: "arn:aws:secretsmanager:eu-west-3:123456789012:secret:other-AbCdEf",
  })),
  cannot("change a secret", (arns) => ({
    action: "secretsmanager:PutSecretValue",
    resource: arns.of(SETTINGS),
  })),
  cannot("speak to S3 without TLS", (arns) => ({
    action: "s3:PutObject",
    resource: `${arns.of(EXPORTS)}/nightly/day.parquet`,
    context: { "aws:SecureTransport": "false" },
  })),
];

const SHOWS: readonly Power[] = [
  cannot("sign in to the database", (arns) => ({
    action: "rds-db:connect",
    resource: arns.user("babyfoot_app"),
  })),
  cannot("read the application's secrets", (arns) => ({
    action: "secretsmanager:GetSecretValue",
    resource: arns.of(SETTINGS),
  })),
  cannot("decrypt secrets", (arns) => ({
    action: "kms:Decrypt",
    resource: arns.of(kmsKey("secrets")),
    context: via("secretsmanager"),
  })),
  cannot("write exports", (arns) => ({
    action: "s3:PutObject",
    resource: `${arns.of(EXPORTS)}/nightly/day.parquet`,
  })),
];

/** A host that serves pages and files alone. */
export const FRONT_HOST: readonly Power[] = [...ANY, ...SHOWS];
/** A host that speaks to the database. */
export const SERVER_HOST: readonly Power[] = [...ANY, ...SERVES];
