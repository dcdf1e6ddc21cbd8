# A class does not play at night: the demo's database sleeps then, but for the hour in which its backup is made.
locals {
  sleeps = var.stop_at_night ? {
    evening = { action = "stop", cron = "0 21", description = "PostgreSQL sleeps" }
    backup  = { action = "start", cron = "0 1", description = "PostgreSQL wakes for its backup at 01:35" }
    night   = { action = "stop", cron = "30 2", description = "PostgreSQL sleeps again" }
    morning = { action = "start", cron = "0 5", description = "PostgreSQL wakes before its users" }
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
  schedule_expression          = "cron(${each.value.cron} * * ? *)"
  schedule_expression_timezone = "Etc/UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:scheduler:::aws-sdk:rds:${each.value.action}DBInstance"
    role_arn = aws_iam_role.sleep[0].arn
    input    = jsonencode({ DbInstanceIdentifier = aws_db_instance.this.identifier })
  }
}
