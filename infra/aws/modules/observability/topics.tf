# Alarms of the application's region, and of services that live in us-east-1.
locals {
  topics = {
    home   = { region = var.region, key = var.alerts_key_arn }
    global = { region = "us-east-1", key = var.global_key_arn }
  }
  tellers = ["cloudwatch", "events", "budgets", "costalerts", "backup"]
}

resource "aws_sns_topic" "this" {
  for_each = local.topics

  region            = each.value.region
  name              = "${var.name}-alarms"
  display_name      = "Babyfoot ${var.environment}"
  kms_master_key_id = each.value.key
}

data "aws_iam_policy_document" "topic" {
  for_each = local.topics

  statement {
    sid       = "ServicesTell"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.this[each.key].arn]

    principals {
      type        = "Service"
      identifiers = [for service in local.tellers : "${service}.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_sns_topic_policy" "this" {
  for_each = local.topics

  region = each.value.region
  arn    = aws_sns_topic.this[each.key].arn
  policy = data.aws_iam_policy_document.topic[each.key].json
}

resource "aws_sns_topic_subscription" "mail" {
  for_each = local.topics

  region    = each.value.region
  topic_arn = aws_sns_topic.this[each.key].arn
  protocol  = "email"
  endpoint  = var.alarm_email
}
