# For the loss of a region: RDS itself copies backups and the log, so that any point can be restored there.
resource "aws_db_instance_automated_backups_replication" "this" {
  count = var.cross_region ? 1 : 0

  region                 = var.recovery_region
  source_db_instance_arn = var.database_arn
  retention_period       = var.backup_retention_days
  kms_key_id             = var.recovery_key_arn
}

# For mistakes and for malice: a weekly copy in a locked vault, which nobody may shorten or remove before its time.
locals {
  vaults = { home = { region = var.region, key = var.database_key_arn }, recovery = { region = var.recovery_region, key = var.recovery_key_arn } }
}

resource "aws_backup_vault" "this" {
  for_each = local.vaults

  region      = each.value.region
  name        = "${var.name}-${each.key}"
  kms_key_arn = each.value.key
}

resource "aws_backup_vault_lock_configuration" "this" {
  for_each = aws_backup_vault.this

  region             = each.value.region
  backup_vault_name  = each.value.name
  min_retention_days = 7
  max_retention_days = 90
}

locals {
  copies = concat([aws_backup_vault.this["recovery"].arn], var.off_account_vault_arn == null ? [] : [var.off_account_vault_arn])
}

resource "aws_backup_plan" "weekly" {
  name = "${var.name}-weekly"

  rule {
    rule_name         = "weekly"
    target_vault_name = aws_backup_vault.this["home"].name
    # After the maintenance window: AWS Backup starts none within it or in the hour before, and none of a database that sleeps.
    schedule                     = "cron(30 7 ? * SUN *)"
    schedule_expression_timezone = "Etc/UTC"
    start_window                 = 60
    completion_window            = 240

    lifecycle {
      delete_after                              = 35
      opt_in_to_archive_for_supported_resources = false
    }

    dynamic "copy_action" {
      for_each = local.copies

      content {
        destination_vault_arn = copy_action.value

        lifecycle {
          delete_after                              = 35
          opt_in_to_archive_for_supported_resources = false
        }
      }
    }
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_iam_role" "backup" {
  name                 = "${var.name}-backup"
  description          = "AWS Backup copies the database every week"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy_attachment" "backup" {
  role       = aws_iam_role.backup.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
}

resource "aws_backup_selection" "database" {
  name         = "${var.name}-database"
  plan_id      = aws_backup_plan.weekly.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = [var.database_arn]
}

resource "aws_backup_vault_notifications" "home" {
  backup_vault_name   = aws_backup_vault.this["home"].name
  sns_topic_arn       = var.topic_arn
  backup_vault_events = ["BACKUP_JOB_FAILED", "COPY_JOB_FAILED"]
}
