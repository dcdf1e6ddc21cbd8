# Analysts' files: the application writes each night's days below nightly/, RDS writes snapshots as Parquet below snapshots/,
# and SQL may write below queries/ (aws_s3.query_export_to_s3).
module "bucket" {
  source = "../bucket"

  bucket          = "babyfoot-exports-${var.environment}-${var.account_id}"
  account_id      = var.account_id
  kms_key_arn     = var.storage_key_arn
  protected       = var.protected
  log_bucket      = var.log_bucket
  expiration_days = var.expiration_days
}

locals {
  writers = {
    snapshots = {
      service     = "export.rds.amazonaws.com"
      description = "RDS writes snapshots as Parquet to the exports bucket, and nowhere else"
      source_arns = ["arn:aws:rds:${var.region}:${var.account_id}:*"]
      actions     = ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"]
    }
    queries = {
      service     = "rds.amazonaws.com"
      description = "PostgreSQL writes answers of queries to the exports bucket, and nowhere else"
      source_arns = [var.database_arn]
      actions     = ["s3:PutObject", "s3:AbortMultipartUpload"]
    }
  }
}

data "aws_iam_policy_document" "writer_trust" {
  for_each = local.writers

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = [each.value.service]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = each.value.source_arns
    }
  }
}

data "aws_iam_policy_document" "writer" {
  for_each = local.writers

  statement {
    actions   = each.value.actions
    resources = ["${module.bucket.arn}/${each.key}/*"]
  }

  statement {
    actions   = ["s3:ListBucket", "s3:GetBucketLocation"]
    resources = [module.bucket.arn]
  }

  statement {
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"]
    resources = [var.storage_key_arn]
  }
}

resource "aws_iam_role" "writer" {
  for_each = local.writers

  name                 = "${var.name}-export-${each.key}"
  description          = each.value.description
  assume_role_policy   = data.aws_iam_policy_document.writer_trust[each.key].json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "writer" {
  for_each = local.writers

  name   = "write-exports"
  role   = aws_iam_role.writer[each.key].id
  policy = data.aws_iam_policy_document.writer[each.key].json
}

resource "aws_db_instance_role_association" "queries" {
  db_instance_identifier = var.database_identifier
  feature_name           = "s3Export"
  role_arn               = aws_iam_role.writer["queries"].arn
}
