# A class does not play at night: the demo's database stops then, which halves what it costs.
locals {
  sleeps = var.stop_at_night ? {
    stop  = { hour = 23, description = "PostgreSQL sleeps" }
    start = { hour = 6, description = "PostgreSQL wakes, an hour before its users" }
  } : {}
}

data "aws_iam_policy_document" "sleep_trust" {
  count = var.stop_at_night ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

data "aws_iam_policy_document" "sleep" {
  count = var.stop_at_night ? 1 : 0

  statement {
    actions   = ["rds:StopDBInstance", "rds:StartDBInstance"]
    resources = [aws_db_instance.this.arn]
  }
}

resource "aws_iam_role" "sleep" {
  count = var.stop_at_night ? 1 : 0

  name                 = "${var.name}-database-sleep"
  description          = "The schedule stops and starts this one database"
  assume_role_policy   = data.aws_iam_policy_document.sleep_trust[0].json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "sleep" {
  count = var.stop_at_night ? 1 : 0

  name   = "stop-and-start"
  role   = aws_iam_role.sleep[0].id
  policy = data.aws_iam_policy_document.sleep[0].json
}

resource "aws_scheduler_schedule" "sleep" {
  for_each = local.sleeps

  name                         = "${var.name}-database-${each.key}"
  description                  = each.value.description
  schedule_expression          = "cron(0 ${each.value.hour} * * ? *)"
  schedule_expression_timezone = "Europe/Paris"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:scheduler:::aws-sdk:rds:${each.key}DBInstance"
    role_arn = aws_iam_role.sleep[0].arn
    input    = jsonencode({ DbInstanceIdentifier = aws_db_instance.this.identifier })
  }
}
