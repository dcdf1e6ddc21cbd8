# A role for each kind of host; only those that run the interface may reach secrets, database and exports.
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "host" {
  for_each = local.kinds

  name                 = "${var.name}-${each.key}"
  description          = "Hosts of ${var.name} with the roles ${each.value.roles}"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_instance_profile" "this" {
  for_each = aws_iam_role.host

  name = each.value.name
  role = each.value.name
}

# Sessions without port 22, commands by SSM; AWS keeps the list of what its agent calls.
resource "aws_iam_role_policy_attachment" "ssm" {
  for_each = aws_iam_role.host

  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

data "aws_iam_policy_document" "host" {
  for_each = local.kinds

  dynamic "statement" {
    for_each = local.fleets ? [each.key] : []

    content {
      sid       = "SayThatItIsReady"
      actions   = ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"]
      resources = ["arn:aws:autoscaling:${var.region}:${var.account_id}:autoScalingGroup:*:autoScalingGroupName/${var.name}-${statement.value}"]
    }
  }

  statement {
    sid       = "PullTheImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [var.image_repository_arn]
  }

  # It names no repository, by its nature.
  statement {
    sid       = "SignInToTheRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid       = "KnowTheRelease"
    actions   = ["ssm:GetParameter", "ssm:GetParameters"]
    resources = [aws_ssm_parameter.release.arn, aws_ssm_parameter.agent.arn]
  }

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
    resources = ["${aws_cloudwatch_log_group.app.arn}:*", "${aws_cloudwatch_log_group.sessions.arn}:*"]
  }

  statement {
    sid       = "FindTheSessionLog"
    actions   = ["logs:DescribeLogGroups"]
    resources = ["arn:aws:logs:${var.region}:${var.account_id}:log-group:*"]
  }

  statement {
    sid       = "EncryptSessions"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.logs_key_arn]
  }

  # The agent asks which fleet it is in; the call names no resource.
  statement {
    sid       = "KnowTheFleet"
    actions   = ["ec2:DescribeTags"]
    resources = ["*"]
  }

  # The metric API names no resource; the namespace is what can be held to.
  statement {
    sid       = "TellMemoryAndDisk"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = ["CWAgent"]
    }
  }
}

resource "aws_iam_role_policy" "host" {
  for_each = aws_iam_role.host

  name   = "host"
  role   = each.value.id
  policy = data.aws_iam_policy_document.host[each.key].json
}

data "aws_iam_policy_document" "app" {
  statement {
    sid       = "ReadSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [var.settings_secret_arn, var.database.owner_secret_arn]
  }

  statement {
    sid       = "DecryptSecrets"
    actions   = ["kms:Decrypt"]
    resources = [var.secrets_key_arn, var.database_key_arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${var.region}.amazonaws.com"]
    }
  }

  statement {
    sid     = "SignInToPostgresql"
    actions = ["rds-db:connect"]
    resources = [
      for id in var.database.resource_ids :
      "arn:aws:rds-db:${var.region}:${var.account_id}:dbuser:${id}/babyfoot_app"
    ]
  }

  statement {
    sid       = "WriteExports"
    actions   = ["s3:PutObject", "s3:DeleteObject"]
    resources = ["${var.exports_bucket.arn}/nightly/*"]
  }

  statement {
    sid       = "EncryptExports"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.storage_key_arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.region}.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "app" {
  for_each = { for kind, role in aws_iam_role.host : kind => role if kind != "front" }

  name   = "application"
  role   = each.value.id
  policy = data.aws_iam_policy_document.app.json
}
