import type { AppliedState, Resource, Values } from "../applied-state.ts";
import { amount, blocks, isOn, text, texts } from "../attributes.ts";
import { demand, every, faultsOf } from "../policy.ts";
import { find } from "../references.ts";

const BALANCER = "aws_lb";
const LISTENER = "aws_lb_listener";
const ACL = "aws_wafv2_web_acl";

const https = demand("balancer-https", {
  says: "The load balancer speaks HTTPS, and sends whoever comes by HTTP there.",
  known: ["CKV_AWS_2", "CKV2_AWS_20", "AWS-0054"],
  subjects: every(LISTENER),
  faults: ({ values }) =>
    text(values, "protocol") === "HTTPS"
      ? faultsOf([text(values, "certificate_arn") !== null, "it has no certificate"])
      : faultsOf([redirectsToHttps(values), "it answers without TLS"]),
});

function redirectsToHttps(listener: Values): boolean {
  const actions = blocks(listener, "default_action[]");
  return (
    actions.length > 0 &&
    actions.every(
      (action) =>
        text(action, "type") === "redirect" &&
        text(action, "redirect.protocol") === "HTTPS" &&
        text(action, "redirect.port") === "443" &&
        text(action, "redirect.status_code") === "HTTP_301",
    )
  );
}

const tls = demand("balancer-tls-1-2", {
  says: "The load balancer takes TLS 1.2 and newer only.",
  known: ["CKV_AWS_103", "CKV2_AWS_74", "AWS-0047"],
  subjects: (state) =>
    state.all(LISTENER).filter(({ values }) => text(values, "protocol") === "HTTPS"),
  faults: ({ values }) =>
    faultsOf([
      /^ELBSecurityPolicy-TLS13-1-[23]-/.test(text(values, "ssl_policy") ?? ""),
      "its policy takes TLS older than 1.2",
    ]),
});

const accessLogs = demand("balancer-access-logs", {
  says: "The load balancer writes down each request, in a bucket of ours.",
  known: ["CKV_AWS_91"],
  subjects: every(BALANCER),
  faults: ({ values }, state) => {
    const bucket = text(values, "access_logs.bucket");
    return faultsOf(
      [isOn(values, "access_logs.enabled"), "it writes no access log"],
      [
        find(state, "aws_s3_bucket", "id", bucket) !== undefined ||
          find(state, "aws_s3_bucket", "bucket", bucket) !== undefined,
        "its access log goes to no bucket of ours",
      ],
    );
  },
});

const malformed = demand("balancer-refuses-malformed", {
  says: "The load balancer drops invalid headers and ambiguous requests.",
  known: ["CKV_AWS_131", "CKV_AWS_328", "AWS-0052"],
  subjects: every(BALANCER),
  faults: ({ values }) =>
    faultsOf(
      [isOn(values, "drop_invalid_header_fields"), "it passes invalid headers on"],
      [
        ["defensive", "strictest"].includes(text(values, "desync_mitigation_mode") ?? ""),
        "it only watches ambiguous requests",
      ],
    ),
});

const kept = demand("balancer-protected", {
  says: "The load balancer is protected from deletion.",
  known: ["CKV_AWS_150"],
  subjects: every(BALANCER),
  faults: ({ values }) =>
    faultsOf([isOn(values, "enable_deletion_protection"), "it can be deleted"]),
});

const firewall = demand("balancer-behind-firewall", {
  says: "A web firewall stands before each public load balancer, knows Log4j's hole, and keeps a log.",
  known: ["CKV2_AWS_28", "CKV2_AWS_31", "CKV_AWS_192"],
  subjects: (state) => [
    ...state.all(BALANCER).filter(({ values }) => !isOn(values, "internal")),
    ...state.all(ACL),
  ],
  faults: (resource, state) =>
    resource.type === ACL ? aclFaults(resource, state) : attachmentFaults(resource, state),
});

function attachmentFaults({ values }: Resource, state: AppliedState): string[] {
  const association = find(
    state,
    "aws_wafv2_web_acl_association",
    "resource_arn",
    text(values, "arn"),
  );
  const acl = association
    ? find(state, ACL, "arn", text(association.values, "web_acl_arn"))
    : undefined;
  return faultsOf([acl !== undefined, "no web firewall stands before it"]);
}

/** Log4j's hole is among the known bad inputs. */
const RULE_GROUPS = [
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesKnownBadInputsRuleSet",
];
/** Histories are uploaded, far larger than the first lets through; boards send no user agent. */
const MAY_ONLY_COUNT = ["SizeRestrictions_BODY", "NoUserAgent_HEADER"];

function aclFaults({ values }: Resource, state: AppliedState): string[] {
  const rules = blocks(values, "rule[]");
  const active = rules.filter((rule) => blocks(rule, "override_action.count").length === 0);
  const groups = active.flatMap((rule) => blocks(rule, "statement.managed_rule_group_statement"));
  const counted = groups
    .flatMap((group) => blocks(group, "rule_action_override[]"))
    .map((override) => text(override, "name"))
    .filter((name) => !MAY_ONLY_COUNT.includes(name ?? ""));
  const log = find(
    state,
    "aws_wafv2_web_acl_logging_configuration",
    "resource_arn",
    text(values, "arn"),
  );
  return [
    ...RULE_GROUPS.filter((name) => !groups.some((group) => text(group, "name") === name)).map(
      (name) => `it does not apply ${name}`,
    ),
    ...counted.map((name) => `it only counts ${name}`),
    ...rules.filter(letsTooMuchPast).map((rule) => `${text(rule, "name")} lets too much past it`),
    ...faultsOf(
      [limitsRate(rules), "it does not limit how much one address may ask"],
      [
        log !== undefined && texts(log.values, "log_destination_configs").length > 0,
        "it keeps no log",
      ],
    ),
  ];
}

/** What people send there is checked against a schema of its own, and may look like an attack. */
const OWN_SCHEMA = ["/api/v1/device/", "/api/v1/imports"];

/** A rule that labels requests lets them past the common rules. */
function letsTooMuchPast(rule: Values): boolean {
  const labels = blocks(rule, "rule_label[]").length > 0;
  const match = "statement.byte_match_statement";
  const isOurs =
    text(rule, `${match}.positional_constraint`) === "STARTS_WITH" &&
    OWN_SCHEMA.includes(text(rule, `${match}.search_string`) ?? "");
  return labels && !isOurs;
}

/** In five minutes; a whole campus may stand behind one address. */
const MOST_REQUESTS = 100_000;
function limitsRate(rules: readonly Values[]): boolean {
  const rates = rules.filter((rule) => blocks(rule, "statement.rate_based_statement").length > 0);
  const whole = rates.filter(
    (rule) => blocks(rule, "statement.rate_based_statement.scope_down_statement").length === 0,
  );
  return whole.length > 0 && rates.every(blocksBeyondLimit);
}

function blocksBeyondLimit(rule: Values): boolean {
  const limit = amount(rule, "statement.rate_based_statement.limit");
  return limit !== null && limit <= MOST_REQUESTS && blocks(rule, "action.block").length > 0;
}

const health = demand("balancer-health-decides", {
  says: "Hosts are replaced when they are not ready, as the load balancer sees it.",
  known: ["CKV_AWS_261", "CKV2_AWS_15"],
  subjects: every("aws_lb_target_group", "aws_autoscaling_group"),
  faults: ({ type, values }) =>
    type === "aws_autoscaling_group"
      ? faultsOf(
          [
            text(values, "health_check_type") === "ELB",
            "hosts that are not ready are not replaced",
          ],
          [texts(values, "target_group_arns").length > 0, "no target group sees its hosts"],
        )
      : faultsOf(
          [values.health_check !== undefined && healthIsOn(values), "it checks no health"],
          [text(values, "health_check.path") === "/readyz", "it does not ask /readyz"],
          [text(values, "health_check.matcher") === "200", "it takes other answers than 200"],
        ),
});

function healthIsOn(values: Values): boolean {
  return blocks(values, "health_check").some((check) => check.enabled !== false);
}

const certificate = demand("certificate-validated-by-dns", {
  says: "Certificates are validated, and so renewed, by DNS.",
  known: ["CKV_AWS_233"],
  subjects: every("aws_acm_certificate"),
  faults: ({ values }, state) =>
    faultsOf(
      [text(values, "validation_method") === "DNS", "it is not validated by DNS"],
      [
        find(state, "aws_acm_certificate_validation", "certificate_arn", text(values, "arn")) !==
          undefined,
        "nothing waits until it is valid",
      ],
    ),
});

export const BALANCER_POLICIES = [
  https,
  tls,
  accessLogs,
  malformed,
  kept,
  firewall,
  health,
  certificate,
];
