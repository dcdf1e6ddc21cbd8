import type { Json } from "../applied-state.ts";
import {
  copiedBackups,
  database,
  KEY_ARN,
  key,
  monitoringRole,
  network,
  parameters,
} from "./builders.ts";
import { type Fixture, failure, plus, resource, set, without } from "./fixture.ts";

const DATABASE = "aws_db_instance.main";
const OURS_GONE = "arn:aws:kms:eu-west-3:123456789012:key/of-aws";

/** A database on which one attribute is wrong. */
function wrong(when: string, path: string, value: Json, says: string) {
  return failure(when, set(DATABASE, path, value), DATABASE, says);
}

/** With a replica: the owner's password is in a secret of ours. */
const FOLLOWED = [
  key(),
  database({
    manage_master_user_password: null,
    password_wo_version: 3,
  }),
  resource("aws_db_instance.replica", { replicate_source_db: "babyfoot" }),
  resource("aws_secretsmanager_secret.owner", { id: "owner", kms_key_id: KEY_ARN }),
  resource("aws_secretsmanager_secret_version.owner", {
    secret_id: "owner",
    secret_string_wo_version: 3,
  }),
];

/** The same rules, of which a state can obey them in another way. */
export const OTHER_WAYS: Record<string, Fixture> = {
  "database-password-unknown-to-us": {
    holds: FOLLOWED,
    fails: [
      wrong("it is in the state", "password_wo", "table-football", "its password_wo is in the"),
      wrong("RDS would keep it", "manage_master_user_password", true, "RDS refuses it a replica"),
      wrong("it is of no version", "password_wo_version", null, "no secret of ours does"),
      failure(
        "the secret has the one before",
        set("aws_secretsmanager_secret_version.owner", "secret_string_wo_version", 2),
        DATABASE,
        "no secret of ours has this version",
      ),
      failure(
        "the secret is not ours",
        without("aws_secretsmanager_secret.owner"),
        DATABASE,
        "no secret of ours has this version",
      ),
      failure(
        "AWS's key is used",
        set("aws_secretsmanager_secret.owner", "kms_key_id", OURS_GONE),
        DATABASE,
        "not one of ours",
      ),
      failure(
        "the secret's value is in the state",
        set("aws_secretsmanager_secret_version.owner", "secret_string", "{}"),
        "aws_secretsmanager_secret_version.owner",
        "its secret_string is in the state",
      ),
    ],
  },
};

export const DATABASE_FIXTURES: Record<string, Fixture> = {
  "database-encrypted": {
    holds: [key(), database()],
    fails: [
      wrong("storage is plain", "storage_encrypted", false, "its storage is not encrypted"),
      wrong("AWS's key is used", "kms_key_id", OURS_GONE, "key is not one of ours"),
    ],
  },
  "database-not-public": {
    holds: [...network(), database()],
    fails: [
      wrong("it has a public address", "publicly_accessible", true, "it is publicly accessible"),
      wrong("it is in the default network", "db_subnet_group_name", null, "no subnets of ours"),
      failure(
        "a route leads from its subnet to the internet",
        plus(resource("aws_route.out", { route_table_id: "inside", gateway_id: "gateway" })),
        DATABASE,
        "one of its subnets is public",
      ),
      failure(
        "a route table's own routes lead there",
        set("aws_route_table.inside", "route", [{ gateway_id: "gateway" }]),
        DATABASE,
        "one of its subnets is public",
      ),
    ],
  },
  "database-monitored": {
    holds: [database(), ...monitoringRole()],
    fails: [
      wrong("nobody watches", "monitoring_interval", 0, "it is not watched every 60 s"),
      failure(
        "another service has the role",
        set("aws_iam_role.monitoring", "assume_role_policy", '{"Statement":[]}'),
        DATABASE,
        "RDS may not take its role",
      ),
      failure(
        "the role may do nothing",
        without("aws_iam_role_policy_attachment.monitoring"),
        DATABASE,
        "may not write what it sees",
      ),
    ],
  },
  "database-logs-exported": {
    holds: [database()],
    fails: [
      wrong(
        "one log stays behind",
        "enabled_cloudwatch_logs_exports",
        ["postgresql", "upgrade"],
        "its log iam-db-auth-error is not exported",
      ),
    ],
  },
  "database-backed-up": {
    holds: [database()],
    fails: [
      wrong("backups are kept 4 days", "backup_retention_period", 4, "kept < 5 days"),
      wrong("the window moves", "backup_window", "09:00-09:30", "not backed up at 01:35-02:05"),
      wrong(
        "maintenance meets it",
        "maintenance_window",
        "sun:01:00-sun:02:00",
        "meets the backup",
      ),
    ],
  },
  "database-in-two-zones": {
    holds: [database()],
    fails: [wrong("there is no standby", "multi_az", false, "it is in one zone only")],
  },
  "database-takes-tokens": {
    holds: [database()],
    fails: [
      wrong(
        "passwords are the only way in",
        "iam_database_authentication_enabled",
        false,
        "it takes no IAM tokens",
      ),
    ],
  },
  "database-not-lost-by-deleting": {
    holds: [database()],
    fails: [
      wrong("anyone deletes it", "deletion_protection", false, "it can be deleted"),
      wrong("the snapshot is skipped", "skip_final_snapshot", true, "no final snapshot"),
      wrong("the snapshot has no name", "final_snapshot_identifier", null, "no final snapshot"),
      wrong("backups go too", "delete_automated_backups", true, "backups are deleted with it"),
    ],
  },
  "database-insights": {
    holds: [key(), database()],
    fails: [
      wrong("they are off", "performance_insights_enabled", false, "no Performance Insights"),
      wrong("AWS's key is used", "performance_insights_kms_key_id", OURS_GONE, "not one of ours"),
    ],
  },
  "database-snapshots-tagged": {
    holds: [database()],
    fails: [wrong("tags are left", "copy_tags_to_snapshot", false, "snapshots have no tags")],
  },
  "database-forces-tls": {
    holds: [database(), parameters({ "rds.force_ssl": "1" })],
    fails: [
      failure(
        "TLS is a choice",
        set("aws_db_parameter_group.main", "parameter[0].value", "0"),
        DATABASE,
        "rds.force_ssl is not 1",
      ),
      wrong("another group applies", "parameter_group_name", "default", "rds.force_ssl is not 1"),
    ],
  },
  "database-logs-name-nobody": {
    holds: [
      database(),
      parameters({ log_parameter_max_length: "0", log_error_verbosity: "terse" }),
    ],
    fails: [
      failure(
        "values are logged",
        set("aws_db_parameter_group.main", "parameter[0].value", "-1"),
        DATABASE,
        "log_parameter_max_length is not 0",
      ),
      failure(
        "what is refused is logged",
        set("aws_db_parameter_group.main", "parameter[1].value", "default"),
        DATABASE,
        "log_error_verbosity is not terse",
      ),
    ],
  },
  "database-logs-slow-queries": {
    holds: [
      database(),
      parameters({
        log_min_duration_statement: "2000",
        log_statement: "ddl",
        log_connections: "1",
      }),
    ],
    fails: [
      failure(
        "slow ones are not logged",
        set("aws_db_parameter_group.main", "parameter[0].value", "-1"),
        DATABASE,
        "log_min_duration_statement is not 2000",
      ),
      failure(
        "schema changes are not logged",
        set("aws_db_parameter_group.main", "parameter[1].value", "none"),
        DATABASE,
        "log_statement leaves out schema changes",
      ),
      failure(
        "who connects is not logged",
        set("aws_db_parameter_group.main", "parameter[2].value", "0"),
        DATABASE,
        "log_connections is not 1",
      ),
    ],
  },
  "database-password-unknown-to-us": {
    holds: [key(), database()],
    fails: [
      wrong("the password is ours", "password", "table-football", "its password is in the state"),
      wrong(
        "neither RDS keeps it nor a secret of ours",
        "manage_master_user_password",
        null,
        "RDS does not keep its owner's password, and no secret of ours does",
      ),
      failure(
        "a replica would follow",
        plus(resource("aws_db_instance.replica", { replicate_source_db: "babyfoot" })),
        DATABASE,
        "RDS refuses it a replica",
      ),
      wrong("AWS's key is used", "master_user_secret_kms_key_id", null, "not one of ours"),
      failure(
        "a secret's value is in the state",
        plus(resource("aws_secretsmanager_secret_version.app", { secret_string: "{}" })),
        "aws_secretsmanager_secret_version.app",
        "its secret_string is in the state",
      ),
      failure(
        "a parameter's value is in the state",
        plus(resource("aws_ssm_parameter.app", { type: "SecureString", value: "hidden" })),
        "aws_ssm_parameter.app",
        "its value is in the state",
      ),
    ],
  },
  "database-storage-grows": {
    holds: [database()],
    fails: [wrong("it is full one day", "max_allocated_storage", 20, "its storage cannot grow")],
  },
  "database-kept-current": {
    holds: [database()],
    fails: [
      wrong("the authority is of 2019", "ca_cert_identifier", "rds-ca-2019", "not a current one"),
      wrong("it is of the year before", "engine_version", "16.9", "older than PostgreSQL 17.4"),
      wrong("holes stay", "auto_minor_version_upgrade", false, "it takes no minor upgrades"),
    ],
  },
  "database-backups-elsewhere": {
    holds: [key(), database(), copiedBackups()],
    fails: [
      failure(
        "the region is lost",
        without("aws_db_instance_automated_backups_replication.main"),
        DATABASE,
        "its backups are in one region only",
      ),
      failure(
        "AWS's key is used",
        set("aws_db_instance_automated_backups_replication.main", "kms_key_id", OURS_GONE),
        DATABASE,
        "the copies' key is not one of ours",
      ),
      failure(
        "copies are short-lived",
        set("aws_db_instance_automated_backups_replication.main", "retention_period", 1),
        DATABASE,
        "the copies are kept < 5 days",
      ),
    ],
  },
};
