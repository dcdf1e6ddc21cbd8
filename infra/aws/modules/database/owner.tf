locals {
  # Tests give an empty one: what is ephemeral may not be left out between a plan and its apply.
  owner_password = var.owner_password == "" ? null : var.owner_password
}

# The owner's password is used to migrate only, so it may change as often as it likes. RDS keeps and changes it,
# but not where a replica follows: there the secret is ours, written once per version, and in no state.
resource "aws_secretsmanager_secret_rotation" "owner" {
  count = var.size.read_replica ? 0 : 1

  secret_id          = aws_db_instance.this.master_user_secret[0].secret_arn
  rotate_immediately = false

  rotation_rules {
    automatically_after_days = 7
  }
}

resource "aws_secretsmanager_secret" "owner" {
  count = var.size.read_replica ? 1 : 0

  name                    = "${var.name}/owner"
  description             = "Name and password of the database's owner, who migrates: a JSON object { username, password }"
  kms_key_id              = var.database_key_arn
  recovery_window_in_days = var.protected ? 30 : 7

  tags = { Name = "${var.name}-owner" }
}

# After the database, which takes minutes and may fail: what is written here is what it took.
resource "aws_secretsmanager_secret_version" "owner" {
  count = var.size.read_replica ? 1 : 0

  secret_id                = aws_secretsmanager_secret.owner[0].id
  secret_string_wo         = local.owner_password == null ? null : jsonencode({ username = aws_db_instance.this.username, password = local.owner_password })
  secret_string_wo_version = aws_db_instance.this.password_wo_version
}

data "aws_iam_policy_document" "owner" {
  count = var.size.read_replica ? 1 : 0

  statement {
    sid       = "NobodyElsewhere"
    effect    = "Deny"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:PrincipalAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_secretsmanager_secret_policy" "owner" {
  count = var.size.read_replica ? 1 : 0

  secret_arn = aws_secretsmanager_secret.owner[0].arn
  policy     = data.aws_iam_policy_document.owner[0].json
}
