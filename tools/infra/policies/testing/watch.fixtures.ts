import { KEY_ARN, key } from "./builders.ts";
import { type Fixture, failure, resource, set } from "./fixture.ts";

const LOG = "aws_cloudwatch_log_group.back";
const TOPIC = "aws_sns_topic.alarms";
const TOPIC_ARN = "arn:aws:sns:eu-west-3:123456789012:alarms";
const ALARM = "aws_cloudwatch_metric_alarm.cpu";
const PAGES = "aws_cloudfront_distribution.main";
const ACL_ARN = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/pages";
const BEHAVIOUR = {
  viewer_protocol_policy: "redirect-to-https",
  response_headers_policy_id: "headers",
};

export const WATCH_FIXTURES: Record<string, Fixture> = {
  "logs-end-and-are-encrypted": {
    holds: [
      key(),
      resource(LOG, { name: "/babyfoot/back", retention_in_days: 30, kms_key_id: KEY_ARN }),
    ],
    fails: [
      failure("it never ends", set(LOG, "retention_in_days", 0), LOG, "it is kept for ever"),
      failure("AWS's key is used", set(LOG, "kms_key_id", null), LOG, "its key is not one of ours"),
    ],
  },
  "alarms-reach-someone": {
    holds: [
      key(),
      resource(TOPIC, { arn: TOPIC_ARN, kms_master_key_id: KEY_ARN }),
      resource(ALARM, { alarm_actions: [TOPIC_ARN], actions_enabled: true }),
    ],
    fails: [
      failure("it rings nowhere", set(ALARM, "alarm_actions", []), ALARM, "nobody is told"),
      failure(
        "it rings at a stranger's",
        set(ALARM, "alarm_actions", ["arn:aws:sns:eu-west-3:999999999999:theirs"]),
        ALARM,
        "nobody is told",
      ),
      failure("it is silent", set(ALARM, "actions_enabled", false), ALARM, "its actions are off"),
      failure(
        "the topic is plain",
        set(TOPIC, "kms_master_key_id", null),
        TOPIC,
        "its key is not one of ours",
      ),
    ],
  },
  "pages-guarded": {
    holds: [
      resource("aws_wafv2_web_acl.pages", { arn: ACL_ARN }),
      resource(PAGES, {
        web_acl_id: ACL_ARN,
        viewer_certificate: [{ minimum_protocol_version: "TLSv1.2_2021" }],
        default_cache_behavior: [BEHAVIOUR],
        ordered_cache_behavior: [BEHAVIOUR],
      }),
    ],
    fails: [
      failure("no firewall", set(PAGES, "web_acl_id", ""), PAGES, "no web firewall"),
      failure(
        "TLS 1.1 is taken",
        set(PAGES, "viewer_certificate[0].minimum_protocol_version", "TLSv1.1_2016"),
        PAGES,
        "it takes TLS older than 1.2 of 2021",
      ),
      failure(
        "one path is plain",
        set(PAGES, "ordered_cache_behavior[0].viewer_protocol_policy", "allow-all"),
        PAGES,
        "it answers without TLS",
      ),
      failure(
        "one path has no headers",
        set(PAGES, "default_cache_behavior[0].response_headers_policy_id", null),
        PAGES,
        "it sends no headers that guard pages",
      ),
    ],
  },
};
