import { text } from "../attributes.ts";
import {
  emptied,
  goneOr,
  inPublicSubnets,
  laxParameters,
  looserSession,
  off,
  ofPrimaries,
  otherHosts,
  type Relevant,
  rather,
  shorter,
  widerDocument,
} from "./weakening.ts";

const ELSEWHERE = "arn:aws:kms:eu-west-3:123456789012:key/of-aws";
const on = rather(true);
const key = goneOr(ELSEWHERE);

/** Of what data, keys, roles and those who watch rest on. */
export const RELEVANT_OF_DATA: Relevant = {
  aws_backup_plan: {
    "rule[].copy_action": emptied,
    "rule[].copy_action[].destination_vault_arn": goneOr(),
    "rule[].target_vault_name": goneOr("Default"),
  },
  aws_backup_selection: { iam_role_arn: goneOr(), plan_id: goneOr(), resources: emptied },
  aws_backup_vault: { kms_key_arn: key },
  aws_backup_vault_lock_configuration: {
    backup_vault_name: goneOr(),
    min_retention_days: goneOr(1),
  },
  aws_backup_vault_notifications: {
    backup_vault_events: emptied,
    backup_vault_name: goneOr(),
    sns_topic_arn: goneOr(),
  },
  aws_cloudwatch_log_group: { kms_key_id: key, retention_in_days: goneOr(0) },
  aws_cloudwatch_metric_alarm: { alarm_actions: emptied, actions_enabled: rather(false) },
  aws_db_instance: {
    auto_minor_version_upgrade: off,
    backup_retention_period: ofPrimaries(goneOr(0, 1, 4)),
    backup_window: ofPrimaries(goneOr("12:00-12:30")),
    ca_cert_identifier: goneOr("rds-ca-2019"),
    copy_tags_to_snapshot: off,
    db_subnet_group_name: ofPrimaries(goneOr("default")),
    delete_automated_backups: ofPrimaries(goneOr(true)),
    deletion_protection: off,
    enabled_cloudwatch_logs_exports: shorter,
    engine_version: ofPrimaries(goneOr("16.1")),
    final_snapshot_identifier: ofPrimaries(goneOr()),
    iam_database_authentication_enabled: off,
    kms_key_id: key,
    maintenance_window: ofPrimaries(goneOr("sun:01:30-sun:02:30")),
    manage_master_user_password: ofPrimaries((current) =>
      current === true ? [null, false] : [true],
    ),
    master_user_secret_kms_key_id: ofPrimaries(key),
    max_allocated_storage: goneOr(0),
    monitoring_interval: goneOr(0, 30),
    monitoring_role_arn: goneOr(),
    multi_az: ofPrimaries(off),
    parameter_group_name: goneOr("default.postgres17"),
    password: rather("table-football"),
    password_wo_version: goneOr(2),
    performance_insights_enabled: off,
    performance_insights_kms_key_id: key,
    publicly_accessible: on,
    skip_final_snapshot: ofPrimaries(goneOr(true)),
    storage_encrypted: off,
    vpc_security_group_ids: rather(["sg-default"]),
  },
  aws_db_instance_automated_backups_replication: {
    kms_key_id: key,
    retention_period: goneOr(1),
    source_db_instance_arn: goneOr(),
  },
  aws_db_parameter_group: { parameter: laxParameters },
  aws_db_subnet_group: { subnet_ids: inPublicSubnets },
  aws_ecr_repository: {
    "encryption_configuration[].encryption_type": goneOr("AES256"),
    "encryption_configuration[].kms_key": key,
    image_tag_mutability: goneOr("MUTABLE"),
    "image_scanning_configuration[].scan_on_push": off,
  },
  aws_iam_instance_profile: { role: goneOr() },
  aws_iam_policy: { policy: widerDocument },
  aws_iam_role: { assume_role_policy: widerDocument, permissions_boundary: goneOr() },
  aws_iam_role_policy: { policy: widerDocument, role: otherHosts },
  aws_iam_role_policy_attachment: {
    policy_arn: rather("arn:aws:iam::aws:policy/AdministratorAccess"),
  },
  aws_kms_key: {
    deletion_window_in_days: rather(7),
    enable_key_rotation: off,
    policy: widerDocument,
  },
  aws_s3_bucket: { force_destroy: on },
  aws_s3_bucket_lifecycle_configuration: {
    bucket: goneOr(),
    "rule[].abort_incomplete_multipart_upload": emptied,
    "rule[].noncurrent_version_expiration": emptied,
    "rule[].status": goneOr("Disabled"),
  },
  aws_s3_bucket_logging: { bucket: goneOr(), target_bucket: goneOr() },
  aws_s3_bucket_ownership_controls: {
    bucket: goneOr(),
    "rule[].object_ownership": goneOr("ObjectWriter", "BucketOwnerPreferred"),
  },
  aws_s3_bucket_policy: { bucket: goneOr(), policy: widerDocument },
  aws_s3_bucket_public_access_block: {
    bucket: goneOr(),
    block_public_acls: off,
    block_public_policy: off,
    ignore_public_acls: off,
    restrict_public_buckets: off,
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    bucket: goneOr(),
    "rule[].apply_server_side_encryption_by_default[].kms_master_key_id": (
      _current,
      _state,
      one,
    ) =>
      text(one.values, "rule.apply_server_side_encryption_by_default.sse_algorithm") === "aws:kms"
        ? [null, ELSEWHERE]
        : [],
    "rule[].apply_server_side_encryption_by_default[].sse_algorithm": (current) =>
      current === "AES256" ? [] : [null, "AES256"],
  },
  aws_s3_bucket_versioning: {
    bucket: goneOr(),
    "versioning_configuration[].status": goneOr("Suspended"),
  },
  aws_secretsmanager_secret: { kms_key_id: key, recovery_window_in_days: goneOr(0) },
  aws_secretsmanager_secret_policy: { policy: widerDocument, secret_arn: goneOr() },
  aws_secretsmanager_secret_rotation: {
    "rotation_rules[].automatically_after_days": goneOr(365),
  },
  aws_secretsmanager_secret_version: {
    secret_id: goneOr(),
    secret_string: rather("{}"),
    secret_string_wo_version: goneOr(2),
  },
  aws_sns_topic: { kms_master_key_id: key },
  aws_sns_topic_policy: { policy: widerDocument },
  aws_sns_topic_subscription: { endpoint: goneOr(), topic_arn: goneOr() },
  aws_ssm_document: { content: looserSession },
};
