# The same rules for browsers (at CloudFront) and for sensors (at the load balancer).
locals {
  firewalls = {
    cdn = { region = local.global, scope = "CLOUDFRONT" }
    alb = { region = var.region, scope = "REGIONAL" }
  }
  managed_rules = ["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesCommonRuleSet"]
}

resource "aws_wafv2_web_acl" "this" {
  for_each = local.firewalls

  region      = each.value.region
  name        = "${var.name}-${each.key}"
  description = "Reputation, known bad inputs, common attacks, and how much one address may ask"
  scope       = each.value.scope

  default_action {
    allow {}
  }

  # Tables' boards send what browsers never would, and a history of years is large: both show who they are, and the
  # application reads them by a schema. The common rules pass over them, the others do not.
  dynamic "rule" {
    for_each = { devices = "/api/v1/device/", imports = "/api/v1/imports" }

    content {
      name     = "own-schema-${rule.key}"
      priority = index(["devices", "imports"], rule.key)

      action {
        count {}
      }

      rule_label {
        name = "babyfoot:own-schema"
      }

      statement {
        byte_match_statement {
          positional_constraint = "STARTS_WITH"
          search_string         = rule.value

          field_to_match {
            uri_path {}
          }

          text_transformation {
            priority = 0
            type     = "NORMALIZE_PATH"
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "own-schema-${rule.key}"
        sampled_requests_enabled   = false
      }
    }
  }

  dynamic "rule" {
    for_each = local.managed_rules

    content {
      name     = rule.value
      priority = 2 + rule.key

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.value

          dynamic "scope_down_statement" {
            for_each = rule.value == "AWSManagedRulesCommonRuleSet" ? [1] : []

            content {
              not_statement {
                statement {
                  label_match_statement {
                    scope = "LABEL"
                    key   = "babyfoot:own-schema"
                  }
                }
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.value
        sampled_requests_enabled   = true
      }
    }
  }

  # A whole campus has one address, so its limit is what a thousand students may ask in five minutes.
  rule {
    name     = "requests-per-address"
    priority = 10

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit                 = var.requests_per_address
        evaluation_window_sec = 300
        aggregate_key_type    = "IP"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "requests-per-address"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "sign-ins-per-address"
    priority = 11

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit                 = var.sign_ins_per_address
        evaluation_window_sec = 300
        aggregate_key_type    = "IP"

        scope_down_statement {
          byte_match_statement {
            positional_constraint = "STARTS_WITH"
            search_string         = "/api/auth/"

            field_to_match {
              uri_path {}
            }

            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "sign-ins-per-address"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "${var.name}-${each.key}"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "alb" {
  resource_arn = aws_lb.this.arn
  web_acl_arn  = aws_wafv2_web_acl.this["alb"].arn
}

resource "aws_cloudwatch_log_group" "firewall" {
  for_each = local.firewalls

  region            = each.value.region
  name              = "aws-waf-logs-${var.name}-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = each.key == "cdn" ? var.global_key_arn : var.logs_key_arn
}

# What was refused or counted is kept, without cookies and tokens; what passed is in the load balancer's log.
resource "aws_wafv2_web_acl_logging_configuration" "this" {
  for_each = local.firewalls

  region                  = each.value.region
  resource_arn            = aws_wafv2_web_acl.this[each.key].arn
  log_destination_configs = [aws_cloudwatch_log_group.firewall[each.key].arn]

  dynamic "redacted_fields" {
    for_each = toset(["authorization", "cookie"])

    content {
      single_header {
        name = redacted_fields.value
      }
    }
  }

  logging_filter {
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      condition {
        action_condition {
          action = "BLOCK"
        }
      }

      condition {
        action_condition {
          action = "COUNT"
        }
      }
    }
  }
}
