/** Attributes of every type on which no protection rests: names, numbers, labels. */
export const EVERYWHERE: readonly string[] = [
  "arn",
  "description",
  "id",
  "name",
  "name_prefix",
  "region",
  "tags",
  "tags_all",
  "timeouts",
];

interface Neutral {
  readonly because: string;
  /** Each with all that is inside it. */
  readonly attributes: readonly string[];
}

const watched = neutral("What is watched, and from when on it is told, is tested with the alarms.");
const sized = neutral("Sizes, times and costs.");
const unused = neutral(
  "Rules are resources of their own; what a stand-in invents here names nobody.",
);
const placed = neutral("Names, addresses and neighbours, on which no protection rests.");

function neutral(because: string) {
  return (words: string): Neutral => ({ because, attributes: words.trim().split(/\s+/) });
}

/** By type, the attributes that may be what they like, as far as security goes. */
export const NEUTRAL: Readonly<Record<string, Neutral>> = {
  aws_acm_certificate: placed(`
    domain_name domain_validation_options[].domain_name pending_renewal
    subject_alternative_names
  `),
  aws_acm_certificate_validation: placed("validation_record_fqdns"),
  aws_autoscaling_group: sized(`
    initial_lifecycle_hook
    capacity_rebalance default_cooldown default_instance_warmup desired_capacity
    enabled_metrics health_check_grace_period
    instance_refresh[].preferences[].instance_warmup
    instance_refresh[].preferences[].max_healthy_percentage
    instance_refresh[].preferences[].skip_matching
    mixed_instances_policy[].instances_distribution[].on_demand_base_capacity
    mixed_instances_policy[].instances_distribution[].on_demand_percentage_above_base_capacity
    mixed_instances_policy[].instances_distribution[].spot_allocation_strategy
    mixed_instances_policy[].instances_distribution[].spot_instance_pools
    mixed_instances_policy[].launch_template[].launch_template_specification[].version
    predicted_capacity service_linked_role_arn tag[].key tag[].propagate_at_launch
    tag[].value wait_for_capacity_timeout warm_pool_size
  `),
  aws_autoscaling_policy: sized(`
    target_tracking_configuration[].predefined_metric_specification[].resource_label
    target_tracking_configuration[].target_value
  `),
  aws_autoscaling_schedule: sized(`
    autoscaling_group_name desired_capacity max_size min_size recurrence
    scheduled_action_name time_zone
  `),
  aws_backup_plan: sized(`
    rule[].completion_window rule[].copy_action[].lifecycle[].delete_after
    rule[].copy_action[].lifecycle[].opt_in_to_archive_for_supported_resources
    rule[].lifecycle[].delete_after
    rule[].lifecycle[].opt_in_to_archive_for_supported_resources rule[].rule_name
    rule[].schedule rule[].schedule_expression_timezone rule[].start_window
  `),
  aws_backup_vault: sized("recovery_points"),
  aws_backup_vault_lock_configuration: sized("max_retention_days"),
  aws_budgets_budget: watched(`
    budget_type cost_filter[].name cost_filter[].values limit_amount limit_unit
    notification[].comparison_operator notification[].notification_type
    notification[].subscriber_email_addresses notification[].subscriber_sns_topic_arns
    notification[].threshold notification[].threshold_type time_unit
  `),
  aws_ce_anomaly_monitor: watched("monitor_specification monitor_type"),
  aws_ce_anomaly_subscription: watched(`
    frequency monitor_arn_list subscriber[].address subscriber[].type
    threshold_expression[].dimension[].key threshold_expression[].dimension[].match_options
    threshold_expression[].dimension[].values
  `),
  aws_cloudfront_distribution: placed(`
    aliases comment default_cache_behavior[].allowed_methods
    default_cache_behavior[].cached_methods default_cache_behavior[].compress
    default_cache_behavior[].default_ttl default_cache_behavior[].max_ttl
    default_cache_behavior[].target_origin_id enabled http_version
    in_progress_validation_batches is_ipv6_enabled logging_v1_enabled
    ordered_cache_behavior[].allowed_methods ordered_cache_behavior[].cached_methods
    ordered_cache_behavior[].compress ordered_cache_behavior[].default_ttl
    ordered_cache_behavior[].max_ttl ordered_cache_behavior[].path_pattern
    ordered_cache_behavior[].target_origin_id origin[].custom_origin_config[].http_port
    origin[].custom_origin_config[].https_port
    origin[].custom_origin_config[].origin_keepalive_timeout
    origin[].custom_origin_config[].origin_read_timeout origin[].domain_name
    origin[].origin_id origin[].response_completion_timeout
    origin_group[].failover_criteria[].status_codes origin_group[].member[].origin_id
    origin_group[].origin_id price_class restrictions[].geo_restriction[].restriction_type
    trusted_key_groups[].enabled trusted_signers[].enabled
    viewer_certificate[].acm_certificate_arn viewer_certificate[].ssl_support_method
  `),
  aws_cloudfront_origin_access_control: placed("origin_access_control_origin_type"),
  aws_cloudfront_response_headers_policy: placed(`
    comment security_headers_config[].content_security_policy[].override
    security_headers_config[].frame_options[].override
    security_headers_config[].referrer_policy[].override
  `),
  aws_cloudwatch_dashboard: watched("dashboard_body dashboard_name"),
  aws_cloudwatch_event_rule: watched("event_pattern"),
  aws_cloudwatch_event_target: watched(`
    input_transformer[].input_paths.snapshot input_transformer[].input_template role_arn
    rule target_id
  `),
  aws_cloudwatch_log_group: sized("deletion_protection_enabled"),
  aws_cloudwatch_log_metric_filter: watched(`
    apply_on_transformed_logs log_group_name metric_transformation[].default_value
    metric_transformation[].name metric_transformation[].namespace
    metric_transformation[].unit metric_transformation[].value pattern
  `),
  aws_cloudwatch_metric_alarm: watched(`
    alarm_description alarm_name comparison_operator datapoints_to_alarm
    dimensions.AutoScalingGroupName dimensions.CertificateArn dimensions.Currency
    dimensions.DBInstanceIdentifier dimensions.DistributionId dimensions.Environment
    dimensions.HealthCheckId dimensions.InstanceId dimensions.LoadBalancer dimensions.Region
    dimensions.RuleName dimensions.TargetGroup evaluation_periods extended_statistic
    metric_name namespace ok_actions period statistic threshold treat_missing_data
  `),
  aws_cloudwatch_query_definition: watched("log_group_names query_string"),
  aws_db_instance: sized(`
    replicate_source_db allocated_storage db_name engine identifier instance_class iops listener_endpoint[].port
    master_user_secret[].secret_arn performance_insights_retention_period port
    storage_throughput storage_type username
  `),
  aws_db_instance_role_association: sized("db_instance_identifier feature_name role_arn"),
  aws_db_parameter_group: placed("family"),
  aws_ecr_lifecycle_policy: sized("policy repository"),
  aws_default_security_group: unused("egress"),
  aws_eip: placed("domain instance"),
  aws_flow_log: sized("iam_role_arn log_destination_type max_aggregation_interval"),
  aws_iam_openid_connect_provider: placed("client_id_list url"),
  aws_iam_policy: placed("attachment_count"),
  aws_iam_role: placed("max_session_duration"),
  aws_iam_role_policy_attachment: placed("role"),
  aws_instance: sized(`
    associate_public_ip_address disable_api_stop disable_api_termination ebs_optimized
    enable_primary_ipv6 host_resource_group_arn ipv6_address_count launch_template[].id
    launch_template[].version monitoring outpost_arn placement_partition_number subnet_id
    user_data_replace_on_change
  `),
  aws_internet_gateway: placed("vpc_id"),
  aws_kms_alias: placed("target_key_arn target_key_id"),
  aws_kms_key: sized("multi_region rotation_period_in_days"),
  aws_launch_template: sized(`
    network_interfaces[].subnet_id
    block_device_mappings[].device_name block_device_mappings[].ebs[].delete_on_termination
    block_device_mappings[].ebs[].iops block_device_mappings[].ebs[].throughput
    block_device_mappings[].ebs[].volume_initialization_rate
    block_device_mappings[].ebs[].volume_size block_device_mappings[].ebs[].volume_type
    credit_specification[].cpu_credits default_version image_id instance_type latest_version
    metadata_options[].http_endpoint metadata_options[].instance_metadata_tags
    monitoring[].enabled network_interfaces[].delete_on_termination
    network_interfaces[].device_index tag_specifications[].resource_type
    tag_specifications[].tags.Environment tag_specifications[].tags.Kind
    tag_specifications[].tags.Name tag_specifications[].tags.Project update_default_version
  `),
  aws_lb: sized(`
    access_logs[].prefix idle_timeout internal load_balancer_type
    secondary_ips_auto_assigned_per_subnet subnets
  `),
  aws_lb_listener: placed(`
    default_action[].order default_action[].target_group_arn load_balancer_arn port
    routing_http_response_server_enabled tcp_idle_timeout_seconds
  `),
  aws_lb_listener_rule: placed(`
    action[].fixed_response[].content_type action[].fixed_response[].message_body
    action[].order action[].target_group_arn action[].type listener_arn priority
  `),
  aws_lb_target_group: sized(`
    connection_termination deregistration_delay health_check[].healthy_threshold
    health_check[].interval health_check[].timeout health_check[].unhealthy_threshold
    load_balancing_algorithm_type port protocol target_type vpc_id
  `),
  aws_nat_gateway: placed("allocation_id secondary_private_ip_address_count subnet_id"),
  aws_network_acl: unused("egress ingress vpc_id"),
  aws_network_acl_rule: placed("from_port network_acl_id to_port"),
  aws_route: placed("destination_cidr_block gateway_id nat_gateway_id"),
  aws_route53_health_check: watched(`
    enable_sni failure_threshold fqdn measure_latency port request_interval resource_path
    type
  `),
  aws_route53_record: placed(`
    alias[].evaluate_target_health alias[].name alias[].zone_id allow_overwrite records ttl
    type zone_id
  `),
  aws_route53_zone: placed("comment enable_accelerated_recovery"),
  aws_route_table: placed("route[].core_network_arn route[].odb_network_arn vpc_id"),
  aws_route_table_association: placed("subnet_id"),
  aws_s3_bucket: sized("bucket object_lock_enabled"),
  aws_s3_bucket_lifecycle_configuration: sized(`
    rule[].abort_incomplete_multipart_upload[].days_after_initiation
    rule[].expiration[].days rule[].expiration[].expired_object_delete_marker
    rule[].filter[].object_size_greater_than rule[].filter[].object_size_less_than rule[].id
    rule[].noncurrent_version_expiration[].noncurrent_days
  `),
  aws_s3_bucket_logging: placed("target_prefix"),
  aws_s3_bucket_server_side_encryption_configuration: placed("rule[].bucket_key_enabled"),
  aws_scheduler_schedule: sized(`
    flexible_time_window[].mode schedule_expression schedule_expression_timezone
    target[].arn target[].input target[].role_arn
  `),
  aws_secretsmanager_secret_rotation: sized("rotate_immediately rotation_enabled secret_id"),
  aws_secretsmanager_secret_version: placed("secret_arn"),
  aws_security_group: unused("egress ingress vpc_id"),
  aws_sns_topic: placed("display_name signature_version"),
  aws_sns_topic_subscription: placed(`
    confirmation_was_authenticated pending_confirmation protocol
  `),
  aws_ssm_association: watched(`
    association_name parameters.action parameters.mode parameters.name
    parameters.optionalConfigurationLocation parameters.optionalConfigurationSource
    parameters.optionalRestart schedule_expression targets[].key targets[].values
  `),
  aws_ssm_document: placed("document_format document_type target_type"),
  aws_ssm_parameter: watched("type value version"),
  aws_subnet: placed("availability_zone cidr_block vpc_id"),
  aws_vpc: placed(`
    cidr_block enable_dns_hostnames enable_dns_support enable_network_address_usage_metrics
  `),
  aws_vpc_endpoint: placed(`
    private_dns_enabled requester_managed route_table_ids service_name vpc_endpoint_type
    vpc_id
  `),
  aws_vpc_security_group_egress_rule: placed(`prefix_list_id 
    cidr_ipv4 from_port referenced_security_group_id security_group_id
  `),
  aws_vpc_security_group_ingress_rule: placed("from_port security_group_id"),
  aws_wafv2_web_acl: placed(`
    rule[].rule_label rule[].statement[].byte_match_statement[].text_transformation
    rule[].statement[].managed_rule_group_statement[].scope_down_statement
    capacity rule[].name rule[].priority
    rule[].statement[].managed_rule_group_statement[].rule_action_override[].name
    rule[].statement[].managed_rule_group_statement[].vendor_name
    rule[].statement[].rate_based_statement[].aggregate_key_type
    rule[].statement[].rate_based_statement[].evaluation_window_sec
    rule[].statement[].rate_based_statement[].scope_down_statement[].byte_match_statement[].positional_constraint
    rule[].statement[].rate_based_statement[].scope_down_statement[].byte_match_statement[].search_string
    rule[].statement[].rate_based_statement[].scope_down_statement[].byte_match_statement[].text_transformation[].priority
    rule[].statement[].rate_based_statement[].scope_down_statement[].byte_match_statement[].text_transformation[].type
    rule[].visibility_config[].cloudwatch_metrics_enabled
    rule[].visibility_config[].metric_name
    rule[].visibility_config[].sampled_requests_enabled scope
    visibility_config[].cloudwatch_metrics_enabled visibility_config[].metric_name
    visibility_config[].sampled_requests_enabled
  `),
  aws_wafv2_web_acl_logging_configuration: placed(`
    logging_filter[].default_behavior logging_filter[].filter[].requirement
  `),
};
