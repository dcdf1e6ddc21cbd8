# A schedule cannot name the night's snapshot, so the event of its making starts the export.
resource "aws_ssm_document" "export" {
  name            = "${var.name}-export-snapshot"
  document_type   = "Automation"
  document_format = "JSON"

  content = jsonencode({
    schemaVersion = "0.3"
    description   = "Writes an automated snapshot of ${var.name} to the exports bucket as Parquet"
    assumeRole    = aws_iam_role.automation.arn
    parameters = {
      SnapshotArn = {
        type           = "String"
        description    = "The snapshot, as RDS's event names it"
        allowedPattern = "^arn:aws:rds:${var.region}:${var.account_id}:snapshot:rds:${var.database_identifier}-.+$"
      }
    }
    mainSteps = [{
      name   = "StartExport"
      action = "aws:executeAwsApi"
      isEnd  = true
      inputs = {
        Service              = "rds"
        Api                  = "StartExportTask"
        ExportTaskIdentifier = "nightly-{{automation:EXECUTION_ID}}"
        SourceArn            = "{{SnapshotArn}}"
        S3BucketName         = module.bucket.id
        S3Prefix             = "snapshots"
        IamRoleArn           = aws_iam_role.writer["snapshots"].arn
        KmsKeyId             = var.storage_key_arn
      }
    }]
  })
}

locals {
  automation = "arn:aws:ssm:${var.region}:${var.account_id}:automation-definition/${var.name}-export-snapshot"
  actors = {
    automation = { service = "ssm.amazonaws.com", source_arn = "arn:aws:ssm:${var.region}:${var.account_id}:automation-execution/*" }
    events     = { service = "events.amazonaws.com", source_arn = "arn:aws:events:${var.region}:${var.account_id}:rule/${var.snapshot_rule_name}" }
  }
}

data "aws_iam_policy_document" "actor_trust" {
  for_each = local.actors

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
      values   = [each.value.source_arn]
    }
  }
}

data "aws_iam_policy_document" "automation" {
  # Export tasks have no ARN that a policy could name before they exist.
  statement {
    actions   = ["rds:StartExportTask"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [var.region]
    }
  }

  statement {
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.writer["snapshots"].arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["export.rds.amazonaws.com"]
    }
  }

  # RDS itself is given the use of both keys, for as long as the export lasts.
  statement {
    actions   = ["kms:DescribeKey", "kms:CreateGrant", "kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.storage_key_arn, var.database_key_arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["rds.${var.region}.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "events" {
  statement {
    actions   = ["ssm:StartAutomationExecution"]
    resources = ["${local.automation}:*", aws_ssm_document.export.arn, "arn:aws:ssm:${var.region}:${var.account_id}:automation-execution/*"]
  }

  statement {
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.automation.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ssm.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "automation" {
  name                 = "${var.name}-export-automation"
  description          = "The automation starts the export of a snapshot"
  assume_role_policy   = data.aws_iam_policy_document.actor_trust["automation"].json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "automation" {
  name   = "start-export"
  role   = aws_iam_role.automation.id
  policy = data.aws_iam_policy_document.automation.json
}

resource "aws_iam_role" "events" {
  name                 = "${var.name}-export-events"
  description          = "The event of a snapshot starts the automation"
  assume_role_policy   = data.aws_iam_policy_document.actor_trust["events"].json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "events" {
  name   = "start-automation"
  role   = aws_iam_role.events.id
  policy = data.aws_iam_policy_document.events.json
}

resource "aws_cloudwatch_event_target" "export" {
  rule      = var.snapshot_rule_name
  target_id = "export"
  arn       = "${local.automation}:$DEFAULT"
  role_arn  = aws_iam_role.events.arn

  input_transformer {
    input_paths    = { snapshot = "$.detail.SourceArn" }
    input_template = "{\"SnapshotArn\":[\"<snapshot>\"]}"
  }

  depends_on = [aws_ssm_document.export]
}
