import {
  balancer,
  bucket,
  CERTIFICATE_ARN,
  firewall,
  fleet,
  httpListener,
  httpsListener,
} from "./builders.ts";
import { type Fixture, failure, plus, resource, set, without } from "./fixture.ts";

const BALANCER = "aws_lb.main";
const ACL = "aws_wafv2_web_acl.main";

function targetGroup() {
  return resource("aws_lb_target_group.back", {
    health_check: [{ enabled: true, path: "/readyz", matcher: "200" }],
  });
}

function certificate() {
  return [
    resource("aws_acm_certificate.main", { arn: CERTIFICATE_ARN, validation_method: "DNS" }),
    resource("aws_acm_certificate_validation.main", { certificate_arn: CERTIFICATE_ARN }),
  ];
}

export const BALANCER_FIXTURES: Record<string, Fixture> = {
  "balancer-https": {
    holds: [httpsListener(), httpListener()],
    fails: [
      failure(
        "HTTP is answered",
        set("aws_lb_listener.http", "default_action[0].type", "forward"),
        "aws_lb_listener.http",
        "it answers without TLS",
      ),
      failure(
        "it sends elsewhere",
        set("aws_lb_listener.http", "default_action[0].redirect[0].protocol", "HTTP"),
        "aws_lb_listener.http",
        "it answers without TLS",
      ),
      failure(
        "there is no certificate",
        set("aws_lb_listener.https", "certificate_arn", null),
        "aws_lb_listener.https",
        "it has no certificate",
      ),
    ],
  },
  "balancer-tls-1-2": {
    holds: [httpsListener()],
    fails: [
      failure(
        "TLS 1.0 is taken",
        set("aws_lb_listener.https", "ssl_policy", "ELBSecurityPolicy-2016-08"),
        "aws_lb_listener.https",
        "takes TLS older than 1.2",
      ),
      failure(
        "TLS 1.1 is taken",
        set("aws_lb_listener.https", "ssl_policy", "ELBSecurityPolicy-TLS13-1-1-2021-06"),
        "aws_lb_listener.https",
        "takes TLS older than 1.2",
      ),
    ],
  },
  "balancer-access-logs": {
    holds: [balancer(), bucket("logs")],
    fails: [
      failure(
        "it is off",
        set(BALANCER, "access_logs[0].enabled", false),
        BALANCER,
        "it writes no access log",
      ),
      failure(
        "it goes to others",
        set(BALANCER, "access_logs[0].bucket", "theirs"),
        BALANCER,
        "goes to no bucket of ours",
      ),
    ],
  },
  "balancer-refuses-malformed": {
    holds: [balancer()],
    fails: [
      failure(
        "headers pass",
        set(BALANCER, "drop_invalid_header_fields", false),
        BALANCER,
        "passes invalid headers on",
      ),
      failure(
        "it only watches",
        set(BALANCER, "desync_mitigation_mode", "monitor"),
        BALANCER,
        "only watches ambiguous requests",
      ),
    ],
  },
  "balancer-protected": {
    holds: [balancer()],
    fails: [
      failure(
        "anyone deletes it",
        set(BALANCER, "enable_deletion_protection", false),
        BALANCER,
        "it can be deleted",
      ),
    ],
  },
  "balancer-behind-firewall": {
    holds: [balancer(), ...firewall()],
    fails: [
      failure(
        "it is not attached",
        without("aws_wafv2_web_acl_association.main"),
        BALANCER,
        "no web firewall stands before it",
      ),
      failure(
        "Log4j's hole is open",
        set(ACL, "rule[2].statement[0].managed_rule_group_statement[0].name", "Other"),
        ACL,
        "it does not apply AWSManagedRulesKnownBadInputsRuleSet",
      ),
      failure(
        "a group only counts",
        set(ACL, "rule[0].override_action[0].count", [{}]),
        ACL,
        "it does not apply AWSManagedRulesCommonRuleSet",
      ),
      failure(
        "one rule of a group only counts",
        set(ACL, "rule[2].statement[0].managed_rule_group_statement[0].rule_action_override", [
          { name: "Log4JRCE_BODY", action_to_use: [{ count: [{}] }] },
        ]),
        ACL,
        "it only counts Log4JRCE_BODY",
      ),
      failure(
        "anyone may ask without end",
        set(ACL, "rule[3].statement[0].rate_based_statement[0].limit", 2_000_000),
        ACL,
        "does not limit",
      ),
      failure(
        "every request is let past the common rules",
        set(ACL, "rule[4].statement[0].byte_match_statement[0].search_string", "/"),
        ACL,
        "devices lets too much past it",
      ),
      failure(
        "only a part is limited",
        set(ACL, "rule[3].statement[0].rate_based_statement[0].scope_down_statement", [{}]),
        ACL,
        "does not limit",
      ),
      failure(
        "who asks too much is only counted",
        set(ACL, "rule[3].action", [{ count: [{}] }]),
        ACL,
        "does not limit",
      ),
      failure(
        "it writes nothing down",
        without("aws_wafv2_web_acl_logging_configuration.main"),
        ACL,
        "it keeps no log",
      ),
      failure(
        "another load balancer stands beside it",
        plus(resource("aws_lb.other", { arn: "other", internal: false })),
        "aws_lb.other",
        "no web firewall stands before it",
      ),
    ],
  },
  "balancer-health-decides": {
    holds: [targetGroup(), fleet()],
    fails: [
      failure(
        "EC2 alone judges",
        set("aws_autoscaling_group.back", "health_check_type", "EC2"),
        "aws_autoscaling_group.back",
        "are not replaced",
      ),
      failure(
        "its hosts stand apart",
        set("aws_autoscaling_group.back", "target_group_arns", []),
        "aws_autoscaling_group.back",
        "no target group sees its hosts",
      ),
      failure(
        "nobody asks",
        set("aws_lb_target_group.back", "health_check[0].enabled", false),
        "aws_lb_target_group.back",
        "it checks no health",
      ),
      failure(
        "only life is asked for",
        set("aws_lb_target_group.back", "health_check[0].path", "/healthz"),
        "aws_lb_target_group.back",
        "it does not ask /readyz",
      ),
      failure(
        "errors count as healthy",
        set("aws_lb_target_group.back", "health_check[0].matcher", "200-599"),
        "aws_lb_target_group.back",
        "it takes other answers than 200",
      ),
    ],
  },
  "certificate-validated-by-dns": {
    holds: certificate(),
    fails: [
      failure(
        "mail decides",
        set("aws_acm_certificate.main", "validation_method", "EMAIL"),
        "aws_acm_certificate.main",
        "it is not validated by DNS",
      ),
      failure(
        "nobody waits",
        without("aws_acm_certificate_validation.main"),
        "aws_acm_certificate.main",
        "nothing waits until it is valid",
      ),
    ],
  },
};
