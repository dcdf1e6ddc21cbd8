import { amount, blocks, text, texts } from "../attributes.ts";
import { demand, every, faultsOf } from "../policy.ts";
import { find, isOwnKey } from "../references.ts";

const TOPIC = "aws_sns_topic";
const ALARM = "aws_cloudwatch_metric_alarm";

const logs = demand("logs-end-and-are-encrypted", {
  says: "Logs are kept for a time that is set, encrypted with a key of ours.",
  known: ["CKV_AWS_66", "CKV_AWS_158"],
  subjects: every("aws_cloudwatch_log_group"),
  faults: ({ values }, state) =>
    faultsOf(
      [(amount(values, "retention_in_days") ?? 0) > 0, "it is kept for ever"],
      [isOwnKey(state, text(values, "kms_key_id")), "its key is not one of ours"],
    ),
});

const alarms = demand("alarms-reach-someone", {
  says: "Every alarm is told to someone, by a topic that is encrypted with a key of ours.",
  known: ["CKV_AWS_319", "CKV_AWS_26"],
  subjects: every(ALARM, TOPIC),
  faults: ({ type, values }, state) => {
    if (type === TOPIC)
      return faultsOf([
        isOwnKey(state, text(values, "kms_master_key_id")),
        "its key is not one of ours",
      ]);
    const told = texts(values, "alarm_actions").some((arn) => find(state, TOPIC, "arn", arn));
    return faultsOf(
      [values.actions_enabled !== false, "its actions are off"],
      [told, "nobody is told"],
    );
  },
});

const pages = demand("pages-guarded", {
  says: "CloudFront stands behind a web firewall, takes TLS 1.2 of 2021 only, and sends the headers that guard pages.",
  known: ["CKV_AWS_68", "CKV_AWS_174", "CKV_AWS_34", "CKV2_AWS_32"],
  subjects: every("aws_cloudfront_distribution"),
  faults: ({ values }, state) => {
    const behaviours = [
      ...blocks(values, "default_cache_behavior"),
      ...blocks(values, "ordered_cache_behavior[]"),
    ];
    const protocol = text(values, "viewer_certificate.minimum_protocol_version");
    const headers = behaviours.map((one) => text(one, "response_headers_policy_id"));
    return faultsOf(
      [
        find(state, "aws_wafv2_web_acl", "arn", text(values, "web_acl_id")) !== undefined,
        "no web firewall stands before it",
      ],
      [protocol === "TLSv1.2_2021", "it takes TLS older than 1.2 of 2021"],
      [
        behaviours.every((one) =>
          ["redirect-to-https", "https-only"].includes(text(one, "viewer_protocol_policy") ?? ""),
        ),
        "it answers without TLS",
      ],
      [!headers.includes(null), "it sends no headers that guard pages"],
    );
  },
});

export const WATCH_POLICIES = [logs, alarms, pages];
