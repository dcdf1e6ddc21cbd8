# Its value is no business of Terraform, which would keep it in its state: deploying writes it once, see docs/infra/deploy.md.
resource "aws_secretsmanager_secret" "settings" {
  name                    = "${var.name}/settings"
  description             = "Secret settings of the application, a JSON object of names and values: SECRET_KEY, METRICS_TOKEN, SMTP_URL"
  kms_key_id              = aws_kms_key.this["secrets"].arn
  recovery_window_in_days = var.protected ? 30 : 7

  tags = { Name = "${var.name}-settings" }
}

data "aws_iam_policy_document" "settings" {
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

resource "aws_secretsmanager_secret_policy" "settings" {
  secret_arn = aws_secretsmanager_secret.settings.arn
  policy     = data.aws_iam_policy_document.settings.json
}
