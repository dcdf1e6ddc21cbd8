import {
  emptied,
  goneOr,
  inPublicSubnets,
  off,
  ofHttps,
  ofRefusals,
  otherGroups,
  otherTables,
  type Relevant,
  rather,
  shorter,
  withSecret,
} from "./weakening.ts";

const WORLD = "0.0.0.0/0";
const on = rather(true);

/** Of what hosts, doors and ways between them rest on. */
export const RELEVANT_OF_THE_NETWORK: Relevant = {
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
  aws_default_network_acl: { default_network_acl_id: goneOr(), ingress: rather([{ rule_no: 1 }]) },
  aws_default_security_group: {
    ingress: rather([{ protocol: "-1", cidr_blocks: [WORLD] }]),
    vpc_id: goneOr(),
  },
  aws_flow_log: {
    log_destination: goneOr(),
    traffic_type: goneOr("ACCEPT", "REJECT"),
    vpc_id: goneOr(),
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
    "default_action[].type": (current) => (current === "redirect" ? ["forward"] : []),
    "default_action[].redirect[].port": goneOr("80"),
    "default_action[].redirect[].protocol": goneOr("HTTP"),
    "default_action[].redirect[].status_code": goneOr("HTTP_302"),
    protocol: ofHttps(goneOr("HTTP")),
    routing_http_response_strict_transport_security_header_value: ofHttps(goneOr("max-age=60")),
    ssl_policy: ofHttps(goneOr("ELBSecurityPolicy-2016-08")),
  },
  aws_lb_listener_rule: {
    "condition[].path_pattern[].values": (current) =>
      Array.isArray(current) && current.includes("/metrics") ? [["/measures"]] : [],
    "action[].fixed_response[].status_code": goneOr("200"),
  },
  aws_lb_target_group: {
    "health_check[].matcher": goneOr("200-599"),
    "health_check[].path": goneOr("/healthz"),
  },
  aws_network_acl: { subnet_ids: shorter },
  aws_network_acl_rule: {
    cidr_block: ofRefusals(rather("192.0.2.0/24")),
    egress: ofRefusals(on),
    protocol: ofRefusals(rather("udp")),
    rule_action: ofRefusals(rather("allow")),
    rule_number: ofRefusals(rather(32_000)),
  },
  aws_route: { route_table_id: otherTables },
  aws_route_table_association: {
    route_table_id: (current, state) =>
      state
        .all("aws_route")
        .filter(({ values }) => values.gateway_id !== undefined && values.gateway_id !== null)
        .flatMap(({ values }) => values.route_table_id ?? [])
        .filter((table) => table !== current),
  },
  aws_security_group: { description: goneOr("Managed by Terraform") },
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
    "rule[].action": (current) =>
      JSON.stringify(current).includes('"block":[{') ? [[{ count: [{}] }]] : [],
    "rule[].statement[].byte_match_statement[].positional_constraint": goneOr("CONTAINS"),
    "rule[].statement[].byte_match_statement[].search_string": goneOr("/"),
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
    "logging_filter[].filter[].condition[].action_condition[].action": (current) =>
      current === "BLOCK" ? ["ALLOW"] : [],
    "logging_filter[].filter[].behavior": goneOr("DROP"),
    "redacted_fields[].single_header[].name": goneOr("user-agent"),
    resource_arn: goneOr(),
  },
};
