import type { AppliedState, Resource, Values } from "../applied-state.ts";
import { amount, blocks, isOn, text, texts } from "../attributes.ts";
import { demand, every, faultsOf } from "../policy.ts";
import { find, findRole, givenTo, isOwnKey, isPublicSubnet, primaries } from "../references.ts";
import { ownerPassword } from "./owner-password.ts";

const DATABASE = "aws_db_instance";

function parameter(database: Resource, state: AppliedState, name: string): string | null {
  const group = find(
    state,
    "aws_db_parameter_group",
    "name",
    text(database.values, "parameter_group_name"),
  );
  const found = group
    ? blocks(group.values, "parameter").find((entry) => text(entry, "name") === name)
    : undefined;
  return found ? text(found, "value") : null;
}

function subnetsOf(database: Resource, state: AppliedState): string[] {
  const name = text(database.values, "db_subnet_group_name");
  const group = find(state, "aws_db_subnet_group", "name", name);
  return group ? texts(group.values, "subnet_ids") : [];
}

const encrypted = demand("database-encrypted", {
  says: "The database's storage is encrypted with a key of ours.",
  known: ["CKV_AWS_16", "AWS-0080"],
  subjects: every(DATABASE),
  faults: ({ values }, state) =>
    faultsOf(
      [isOn(values, "storage_encrypted"), "its storage is not encrypted"],
      [isOwnKey(state, text(values, "kms_key_id")), "its storage's key is not one of ours"],
    ),
});

const hidden = demand("database-not-public", {
  says: "The database has no public address, and lies in subnets without a way in.",
  known: ["CKV_AWS_17", "AWS-0180"],
  subjects: every(DATABASE),
  faults: (database, state) => {
    const subnets = subnetsOf(database, state);
    // A replica lies where the database is that it follows.
    const follows = text(database.values, "replicate_source_db") !== null;
    return faultsOf(
      [!isOn(database.values, "publicly_accessible"), "it is publicly accessible"],
      [subnets.length > 0 || follows, "it is in no subnets of ours"],
      [!subnets.some((id) => isPublicSubnet(state, id)), "one of its subnets is public"],
    );
  },
});

const monitored = demand("database-monitored", {
  says: "The database is watched every 60 s, by a role that may do just that.",
  known: ["CKV_AWS_118"],
  subjects: every(DATABASE),
  faults: ({ values }, state) => {
    const role = findRole(state, text(values, "monitoring_role_arn"));
    const attached = givenTo(state, role, "aws_iam_role_policy_attachment").some((attachment) =>
      text(attachment.values, "policy_arn")?.endsWith("/AmazonRDSEnhancedMonitoringRole"),
    );
    const trust = role ? text(role.values, "assume_role_policy") : null;
    return faultsOf(
      [amount(values, "monitoring_interval") === 60, "it is not watched every 60 s"],
      [trust?.includes('"monitoring.rds.amazonaws.com"') ?? false, "RDS may not take its role"],
      [attached, "its monitoring role may not write what it sees"],
    );
  },
});

const LOGS = ["iam-db-auth-error", "postgresql", "upgrade"];
const logged = demand("database-logs-exported", {
  says: "The database's three logs go to CloudWatch.",
  known: ["CKV_AWS_129"],
  subjects: every(DATABASE),
  faults: ({ values }) =>
    LOGS.filter((log) => !texts(values, "enabled_cloudwatch_logs_exports").includes(log)).map(
      (log) => `its log ${log} is not exported`,
    ),
});

const BACKUP_WINDOW = "01:35-02:05";
const backedUp = demand("database-backed-up", {
  says: "The database is backed up daily at 01:35 UTC, for five days at least, apart from maintenance.",
  known: ["CKV_AWS_133", "AWS-0077"],
  subjects: primaries,
  faults: ({ values }) =>
    faultsOf(
      [(amount(values, "backup_retention_period") ?? 0) >= 5, "its backups are kept < 5 days"],
      [text(values, "backup_window") === BACKUP_WINDOW, `it is not backed up at ${BACKUP_WINDOW}`],
      [isApartFromBackups(text(values, "maintenance_window")), "its maintenance meets the backup"],
    ),
});

/** RDS writes windows as `sun:03:00-sun:03:30`, those of backups without days, all in UTC. */
function isApartFromBackups(maintenance: string | null): boolean {
  const [from, until] = maintenance?.match(/\d\d:\d\d/g) ?? [];
  const [backupFrom = "", backupUntil = ""] = BACKUP_WINDOW.split("-");
  if (from === undefined || until === undefined || until < from) return false;
  return until <= backupFrom || from >= backupUntil;
}

const doubled = demand("database-in-two-zones", {
  says: "The database has a standby in another zone.",
  known: ["CKV_AWS_157"],
  subjects: primaries,
  faults: ({ values }) => faultsOf([isOn(values, "multi_az"), "it is in one zone only"]),
});

const tokens = demand("database-takes-tokens", {
  says: "Servers sign in to the database with IAM tokens.",
  known: ["CKV_AWS_161", "AWS-0176"],
  subjects: every(DATABASE),
  faults: ({ values }) =>
    faultsOf([isOn(values, "iam_database_authentication_enabled"), "it takes no IAM tokens"]),
});

const kept = demand("database-not-lost-by-deleting", {
  says: "The database is protected from deletion, and leaves a snapshot and its backups behind.",
  known: ["CKV_AWS_293", "AWS-0177"],
  subjects: every(DATABASE),
  faults: ({ values }) => {
    // What a replica holds is in the database that it follows.
    const isReplica = text(values, "replicate_source_db") !== null;
    return faultsOf(
      [isOn(values, "deletion_protection"), "it can be deleted"],
      [isReplica || leavesSnapshot(values), "it leaves no final snapshot"],
      [isReplica || values.delete_automated_backups === false, "its backups are deleted with it"],
    );
  },
});

function leavesSnapshot(values: Values): boolean {
  return values.skip_final_snapshot === false && text(values, "final_snapshot_identifier") !== null;
}

const insights = demand("database-insights", {
  says: "Performance Insights are on, encrypted with a key of ours.",
  known: ["CKV_AWS_353", "CKV_AWS_354", "AWS-0133", "AWS-0078"],
  subjects: every(DATABASE),
  faults: ({ values }, state) =>
    faultsOf(
      [isOn(values, "performance_insights_enabled"), "it has no Performance Insights"],
      [
        isOwnKey(state, text(values, "performance_insights_kms_key_id")),
        "the key of its Performance Insights is not one of ours",
      ],
    ),
});

const tagged = demand("database-snapshots-tagged", {
  says: "Snapshots carry the database's tags, so that their cost and owner are known.",
  known: ["CKV2_AWS_60"],
  subjects: every(DATABASE),
  faults: ({ values }) =>
    faultsOf([isOn(values, "copy_tags_to_snapshot"), "its snapshots have no tags"]),
});

const tls = demand("database-forces-tls", {
  says: "The database refuses connections without TLS.",
  known: ["CKV2_AWS_69"],
  subjects: every(DATABASE),
  faults: (database, state) =>
    faultsOf([
      parameter(database, state, "rds.force_ssl") === "1",
      "rds.force_ssl is not 1 in its parameter group",
    ]),
});

const queries = demand("database-logs-slow-queries", {
  says: "Statements of 2 s and more are logged, those that change the schema, and who connects.",
  known: ["CKV2_AWS_30"],
  subjects: every(DATABASE),
  faults: (database, state) =>
    faultsOf(
      [
        parameter(database, state, "log_min_duration_statement") === "2000",
        "log_min_duration_statement is not 2000 in its parameter group",
      ],
      [
        ["ddl", "mod", "all"].includes(parameter(database, state, "log_statement") ?? ""),
        "log_statement leaves out schema changes in its parameter group",
      ],
      [
        parameter(database, state, "log_connections") === "1",
        "log_connections is not 1 in its parameter group",
      ],
    ),
});

const discreet = demand("database-logs-name-nobody", {
  says: "PostgreSQL's log holds neither values of statements nor the rows and keys of what it refuses.",
  known: [],
  subjects: every(DATABASE),
  faults: (database, state) =>
    faultsOf(
      [
        parameter(database, state, "log_parameter_max_length") === "0",
        "log_parameter_max_length is not 0 in its parameter group",
      ],
      [
        parameter(database, state, "log_error_verbosity") === "terse",
        "log_error_verbosity is not terse in its parameter group",
      ],
    ),
});

const grows = demand("database-storage-grows", {
  says: "The database's storage grows by itself before it is full.",
  known: [],
  subjects: every(DATABASE),
  faults: ({ values }) =>
    faultsOf([
      (amount(values, "max_allocated_storage") ?? 0) > (amount(values, "allocated_storage") ?? 0),
      "its storage cannot grow",
    ]),
});

const MODERN_AUTHORITIES = ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"];
const current = demand("database-kept-current", {
  says: "The database is PostgreSQL 17.4 or newer, takes minor upgrades by itself, and has a current certificate.",
  known: ["CKV_AWS_211", "CKV_AWS_226"],
  subjects: every(DATABASE),
  faults: ({ values }) =>
    faultsOf(
      [
        MODERN_AUTHORITIES.includes(text(values, "ca_cert_identifier") ?? ""),
        "its certificate's authority is not a current one",
      ],
      [isOn(values, "auto_minor_version_upgrade"), "it takes no minor upgrades"],
      // A replica has the version of what it follows.
      [
        text(values, "replicate_source_db") !== null ||
          Number.parseFloat(text(values, "engine_version") ?? "0") >= 17.4,
        "it is older than PostgreSQL 17.4",
      ],
    ),
});

const copied = demand("database-backups-elsewhere", {
  says: "The database's backups are copied to another region, under a key there.",
  known: ["CKV_AWS_245"],
  subjects: primaries,
  faults: ({ values }, state) => {
    const copy = find(
      state,
      "aws_db_instance_automated_backups_replication",
      "source_db_instance_arn",
      text(values, "arn"),
    );
    if (!copy) return ["its backups are in one region only"];
    return faultsOf(
      [isOwnKey(state, text(copy.values, "kms_key_id")), "the copies' key is not one of ours"],
      [(amount(copy.values, "retention_period") ?? 0) >= 5, "the copies are kept < 5 days"],
    );
  },
});

export const DATABASE_POLICIES = [
  encrypted,
  hidden,
  monitored,
  logged,
  backedUp,
  doubled,
  tokens,
  kept,
  insights,
  tagged,
  tls,
  queries,
  discreet,
  ownerPassword,
  grows,
  current,
  copied,
];
