import {
  emptied,
  goneOr,
  inPublicSubnets,
  looserSession,
  ofHttps,
  otherGroups,
  rather,
  shorter,
  type Weaker,
  widerDocument,
  withSecret,
} from "./weakening.ts";

const ELSEWHERE = "arn:aws:kms:eu-west-3:123456789012:key/of-aws";
const WORLD = "0.0.0.0/0";
const off = goneOr(false);
const on = rather(true);
const key = goneOr(ELSEWHERE);

/** By type, the attributes that security rests on (`[]`: of each in a list) and what is weaker. */
export const RELEVANT: Readonly<Record<string, Readonly<Record<string, Weaker>>>> = {
  aws_acm_certificate: { validation_method: goneOr("EMAIL") },
  aws_acm_certificate_validation: { certificate_arn: goneOr() },
  aws_autoscaling_group: {
    health_check_type: goneOr("EC2"),
    "instance_refresh[].strategy": goneOr(),
    "instance_refresh[].preferences[].alarm_specification[].alarms": emptied,
    "instance_refresh[].preferences[].auto_rollback": off,
    "instance_refresh[].preferences[].min_healthy_percentage": goneOr(50),
    max_instance_lifetime: goneOr(0, 31_536_000),
    max_size: goneOr(1, 2),
    min_size: goneOr(0, 1),
    "mixed_instances_policy[].launch_template[].launch_template_specification[].launch_template_id":
      goneOr(),
    target_group_arns: emptied,
    vpc_zone_identifier: (current, state, resource) => [
      ...(Array.isArray(current) ? [current.slice(0, 1)] : []),
      ...inPublicSubnets(current, state, resource),
    ],
  },
  aws_autoscaling_policy: {
    autoscaling_group_name: goneOr(),
    policy_type: goneOr("StepScaling"),
    "target_tracking_configuration[].predefined_metric_specification[].predefined_metric_type":
      goneOr("ASGAverageNetworkIn"),
  },
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
  aws_cloudfront_distribution: {
    "default_cache_behavior[].response_headers_policy_id": goneOr(),
    "default_cache_behavior[].viewer_protocol_policy": goneOr("allow-all"),
    "ordered_cache_behavior[].response_headers_policy_id": goneOr(),
    "ordered_cache_behavior[].viewer_protocol_policy": goneOr("allow-all"),
    "origin[].custom_origin_config[].origin_protocol_policy": goneOr("http-only", "match-viewer"),
    "origin[].custom_origin_config[].origin_ssl_protocols": goneOr(["SSLv3"], ["TLSv1", "TLSv1.2"]),
    "origin[].origin_access_control_id": goneOr(),
    "viewer_certificate[].minimum_protocol_version": goneOr("TLSv1", "TLSv1.1_2016"),
    web_acl_id: goneOr(""),
  },
  aws_cloudfront_origin_access_control: {
    signing_behavior: goneOr("never", "no-override"),
    signing_protocol: goneOr(),
  },
  aws_cloudfront_response_headers_policy: {
    "security_headers_config[].content_security_policy[].content_security_policy":
      goneOr("default-src *"),
    "security_headers_config[].content_type_options[].override": off,
    "security_headers_config[].frame_options[].frame_option": goneOr("ALLOW"),
    "security_headers_config[].referrer_policy[].referrer_policy": goneOr("unsafe-url"),
    "security_headers_config[].strict_transport_security[].access_control_max_age_sec":
      goneOr(3600),
    "security_headers_config[].strict_transport_security[].include_subdomains": off,
    "security_headers_config[].strict_transport_security[].override": off,
  },
  aws_cloudwatch_log_group: { kms_key_id: key, retention_in_days: goneOr(0) },
  aws_cloudwatch_metric_alarm: { alarm_actions: emptied, actions_enabled: rather(false) },
  aws_db_instance: {
    auto_minor_version_upgrade: off,
    backup_retention_period: goneOr(0, 1, 4),
    backup_window: goneOr("12:00-12:30"),
    ca_cert_identifier: goneOr("rds-ca-2019"),
    copy_tags_to_snapshot: off,
    db_subnet_group_name: goneOr("default"),
    delete_automated_backups: goneOr(true),
    deletion_protection: off,
    enabled_cloudwatch_logs_exports: shorter,
    engine_version: goneOr("16.1"),
    final_snapshot_identifier: goneOr(),
    iam_database_authentication_enabled: off,
    kms_key_id: key,
    maintenance_window: goneOr("sun:01:30-sun:02:30"),
    manage_master_user_password: off,
    master_user_secret_kms_key_id: key,
    max_allocated_storage: goneOr(0),
    monitoring_interval: goneOr(0, 30),
    monitoring_role_arn: goneOr(),
    multi_az: off,
    parameter_group_name: goneOr("default.postgres17"),
    password: rather("table-football"),
    performance_insights_enabled: off,
    performance_insights_kms_key_id: key,
    publicly_accessible: on,
    skip_final_snapshot: goneOr(true),
    storage_encrypted: off,
    vpc_security_group_ids: rather(["sg-default"]),
  },
  aws_db_instance_automated_backups_replication: {
    kms_key_id: key,
    retention_period: goneOr(1),
    source_db_instance_arn: goneOr(),
  },
  aws_db_subnet_group: { subnet_ids: inPublicSubnets },
  aws_default_network_acl: { default_network_acl_id: goneOr(), ingress: rather([{ rule_no: 1 }]) },
  aws_default_security_group: {
    ingress: rather([{ protocol: "-1", cidr_blocks: [WORLD] }]),
    vpc_id: goneOr(),
  },
  aws_ecr_repository: {
    "encryption_configuration[].encryption_type": goneOr("AES256"),
    "encryption_configuration[].kms_key": key,
    image_tag_mutability: goneOr("MUTABLE"),
    "image_scanning_configuration[].scan_on_push": off,
  },
  aws_flow_log: {
    log_destination: goneOr(),
    traffic_type: goneOr("ACCEPT", "REJECT"),
    vpc_id: goneOr(),
  },
  aws_iam_instance_profile: { role: goneOr() },
  aws_iam_policy: { policy: widerDocument },
  aws_iam_role: { assume_role_policy: widerDocument },
  aws_iam_role_policy: { policy: widerDocument },
  aws_iam_role_policy_attachment: {
    policy_arn: rather("arn:aws:iam::aws:policy/AdministratorAccess"),
  },
  aws_kms_key: {
    deletion_window_in_days: rather(7),
    enable_key_rotation: off,
    policy: widerDocument,
  },
  aws_launch_template: {
    "block_device_mappings[].ebs[].encrypted": goneOr("false"),
    "iam_instance_profile[].arn": goneOr(),
    key_name: rather("laptop"),
    "metadata_options[].http_put_response_hop_limit": goneOr(2, 64),
    "metadata_options[].http_tokens": goneOr("optional"),
    "network_interfaces[].associate_public_ip_address": rather("true"),
    "network_interfaces[].security_groups": emptied,
    user_data: withSecret,
  },
  aws_lb: {
    "access_logs[].bucket": goneOr("theirs"),
    "access_logs[].enabled": off,
    desync_mitigation_mode: goneOr("monitor"),
    drop_invalid_header_fields: off,
    enable_deletion_protection: off,
    security_groups: emptied,
  },
  aws_lb_listener: {
    certificate_arn: goneOr(),
    "default_action[].redirect[].port": goneOr("80"),
    "default_action[].redirect[].protocol": goneOr("HTTP"),
    "default_action[].redirect[].status_code": goneOr("HTTP_302"),
    protocol: ofHttps(goneOr("HTTP")),
    routing_http_response_strict_transport_security_header_value: ofHttps(goneOr("max-age=60")),
    ssl_policy: ofHttps(goneOr("ELBSecurityPolicy-2016-08")),
  },
  aws_lb_listener_rule: { "action[].fixed_response[].status_code": goneOr("200") },
  aws_lb_target_group: {
    "health_check[].matcher": goneOr("200-599"),
    "health_check[].path": goneOr("/healthz"),
  },
  aws_network_acl: { subnet_ids: shorter },
  aws_network_acl_rule: {
    rule_action: (current) => (current === "deny" ? ["allow"] : []),
  },
  aws_route_table_association: {
    route_table_id: (current, state) =>
      state
        .all("aws_route")
        .filter(({ values }) => values.gateway_id !== undefined && values.gateway_id !== null)
        .flatMap(({ values }) => values.route_table_id ?? [])
        .filter((table) => table !== current),
  },
  aws_s3_bucket: { force_destroy: on },
  aws_s3_bucket_lifecycle_configuration: {
    "rule[].abort_incomplete_multipart_upload": emptied,
    "rule[].noncurrent_version_expiration": emptied,
    "rule[].status": goneOr("Disabled"),
  },
  aws_s3_bucket_logging: { target_bucket: goneOr() },
  aws_s3_bucket_ownership_controls: {
    "rule[].object_ownership": goneOr("ObjectWriter", "BucketOwnerPreferred"),
  },
  aws_s3_bucket_policy: { policy: widerDocument },
  aws_s3_bucket_public_access_block: {
    block_public_acls: off,
    block_public_policy: off,
    ignore_public_acls: off,
    restrict_public_buckets: off,
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    "rule[].apply_server_side_encryption_by_default[].kms_master_key_id": key,
    "rule[].apply_server_side_encryption_by_default[].sse_algorithm": (current) =>
      current === "AES256" ? [] : [null, "AES256"],
  },
  aws_s3_bucket_versioning: { "versioning_configuration[].status": goneOr("Suspended") },
  aws_secretsmanager_secret: { kms_key_id: key, recovery_window_in_days: goneOr(0) },
  aws_secretsmanager_secret_policy: { policy: widerDocument, secret_arn: goneOr() },
  aws_secretsmanager_secret_rotation: {
    "rotation_rules[].automatically_after_days": goneOr(365),
  },
  aws_security_group: { description: goneOr("Managed by Terraform") },
  aws_sns_topic: { kms_master_key_id: key },
  aws_sns_topic_policy: { policy: widerDocument },
  aws_sns_topic_subscription: { endpoint: goneOr(), topic_arn: goneOr() },
  aws_ssm_document: { content: looserSession },
  aws_subnet: { map_public_ip_on_launch: on },
  aws_vpc_security_group_egress_rule: {
    description: goneOr(""),
    ip_protocol: (_current) => ["-1"],
    to_port: rather(65_535),
  },
  aws_vpc_security_group_ingress_rule: {
    cidr_ipv4: (current) => (current === WORLD ? [] : [WORLD]),
    description: goneOr(""),
    ip_protocol: rather("-1"),
    referenced_security_group_id: (current, state, resource) => [
      null,
      ...otherGroups(current, state, resource),
    ],
    to_port: rather(65_535),
  },
  aws_wafv2_web_acl: {
    "rule[].override_action": (current) =>
      Array.isArray(current) && current.length > 0 ? [[{ count: [{}] }]] : [],
    "rule[].statement[].managed_rule_group_statement[].name": goneOr("Other"),
    "rule[].statement[].managed_rule_group_statement[].rule_action_override": rather([
      { name: "Log4JRCE_BODY", action_to_use: [{ count: [{}] }] },
    ]),
    "rule[].statement[].rate_based_statement[].limit": goneOr(2_000_000),
  },
  aws_wafv2_web_acl_association: { resource_arn: goneOr(), web_acl_arn: goneOr() },
  aws_wafv2_web_acl_logging_configuration: {
    log_destination_configs: emptied,
    "logging_filter[].filter[].behavior": goneOr("DROP"),
    "redacted_fields[].single_header[].name": goneOr("user-agent"),
    resource_arn: goneOr(),
  },
};
