locals {
  # Told at 80 % and at all of the budget, and when the forecast passes it.
  warnings = {
    spent-80  = { type = "ACTUAL", percent = 80 }
    spent-100 = { type = "ACTUAL", percent = 100 }
    forecast  = { type = "FORECASTED", percent = 100 }
  }
}

resource "aws_budgets_budget" "month" {
  name         = "${var.name}-month"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.monthly_budget_usd)
  limit_unit   = "USD"

  cost_filter {
    name   = "TagKeyValue"
    values = [format("user:Environment$%s", var.environment)]
  }

  dynamic "notification" {
    for_each = local.warnings

    content {
      notification_type          = notification.value.type
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value.percent
      threshold_type             = "PERCENTAGE"
      subscriber_email_addresses = [var.alarm_email]
      subscriber_sns_topic_arns  = [aws_sns_topic.this["home"].arn]
    }
  }
}

resource "aws_ce_anomaly_monitor" "environment" {
  name         = "${var.name}-costs"
  monitor_type = "CUSTOM"

  # With every part that AWS answers with, else each plan would replace it.
  monitor_specification = jsonencode({
    And            = null
    CostCategories = null
    Dimensions     = null
    Not            = null
    Or             = null
    Tags           = { Key = "Environment", MatchOptions = null, Values = [var.environment] }
  })
}

resource "aws_ce_anomaly_subscription" "mail" {
  name             = "${var.name}-costs"
  frequency        = "DAILY"
  monitor_arn_list = [aws_ce_anomaly_monitor.environment.arn]

  subscriber {
    type    = "EMAIL"
    address = var.alarm_email
  }

  threshold_expression {
    dimension {
      key           = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
      match_options = ["GREATER_THAN_OR_EQUAL"]
      values        = ["10"]
    }
  }
}
