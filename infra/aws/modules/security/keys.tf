# A key for each kind of data, so that who may read logs may not read the database.
locals {
  account_root = "arn:aws:iam::${var.account_id}:root"
  global       = "us-east-1"

  keys = {
    database = {
      description = "PostgreSQL: storage, backups, Performance Insights, the owner's secret"
      region      = var.region
      services    = []
    }
    secrets = {
      description = "The application's secrets"
      region      = var.region
      services    = []
    }
    storage = {
      description = "Buckets: exports and the web application's files"
      region      = var.region
      services = [
        { name = "cloudfront.amazonaws.com", actions = ["kms:Decrypt"], test = "ArnLike", variable = "aws:SourceArn", value = "arn:aws:cloudfront::${var.account_id}:distribution/*" },
      ]
    }
    logs = {
      description = "Log groups and sessions"
      region      = var.region
      services = [
        { name = "logs.${var.region}.amazonaws.com", actions = local.log_actions, test = "ArnLike", variable = local.log_context, value = "arn:aws:logs:${var.region}:${var.account_id}:log-group:*" },
      ]
    }
    alerts = {
      description = "What alarms, events and budgets tell"
      region      = var.region
      services    = local.tellers
    }
    recovery = {
      description = "Copies of backups in the region of recovery"
      region      = var.recovery_region
      services    = []
    }
    global = {
      description = "Logs and alarms of services that live in us-east-1: CDN, its firewall, health checks, billing"
      region      = local.global
      services = concat(local.tellers, [
        { name = "logs.${local.global}.amazonaws.com", actions = local.log_actions, test = "ArnLike", variable = local.log_context, value = "arn:aws:logs:${local.global}:${var.account_id}:log-group:*" },
      ])
    }
  }

  log_actions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey"]
  log_context = "kms:EncryptionContext:aws:logs:arn"
  tellers = [
    for service in ["cloudwatch", "events", "budgets", "costalerts", "backup"] : {
      name     = "${service}.amazonaws.com"
      actions  = ["kms:Decrypt", "kms:GenerateDataKey"]
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      value    = var.account_id
    }
  ]
}

data "aws_iam_policy_document" "key" {
  for_each = local.keys

  statement {
    sid       = "AccountDecidesByIam"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [local.account_root]
    }
  }

  dynamic "statement" {
    for_each = each.value.services

    content {
      actions   = statement.value.actions
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = [statement.value.name]
      }

      condition {
        test     = statement.value.test
        variable = statement.value.variable
        values   = [statement.value.value]
      }
    }
  }
}

resource "aws_kms_key" "this" {
  for_each = local.keys

  region                  = each.value.region
  description             = "${var.name}: ${each.value.description}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.key[each.key].json

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_kms_alias" "this" {
  for_each = local.keys

  region        = each.value.region
  name          = "alias/${var.name}-${each.key}"
  target_key_id = aws_kms_key.this[each.key].key_id
}
