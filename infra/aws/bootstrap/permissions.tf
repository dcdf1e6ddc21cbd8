locals {
  regions = [var.region, var.recovery_region, "us-east-1"]
  # AWS's own documents for the services that make up an environment.
  services = [
    "acm", "application-autoscaling", "autoscaling", "backup", "backup-storage", "budgets", "ce", "cloudfront",
    "cloudwatch", "ec2", "ecr", "elasticloadbalancing", "events", "kms", "logs", "rds", "route53", "s3", "scheduler",
    "secretsmanager", "sns", "ssm", "wafv2",
  ]

  # Not every service has all three verbs, and budgets has its own.
  looking = concat(
    [for service in local.services : "${service}:Describe*" if !contains(["route53", "scheduler", "sns"], service)],
    [for service in local.services : "${service}:Get*" if !contains(["budgets", "events", "rds"], service)],
    [for service in local.services : "${service}:List*" if !contains(["autoscaling", "elasticloadbalancing"], service)],
    ["budgets:ViewBudget", "iam:Get*", "iam:List*"],
  )
}

data "aws_iam_policy_document" "release" {
  statement {
    sid       = "SignInToTheRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "PushTheImage"
    actions = [
      "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImages",
      "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
    ]
    resources = [aws_ecr_repository.app.arn]
  }

  statement {
    sid       = "PublishTheRelease"
    actions   = ["s3:PutObject", "s3:GetObject"]
    resources = ["${module.bucket["releases"].arn}/*"]
  }

  statement {
    sid       = "EncryptTheRelease"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.this.arn]
  }
}

resource "aws_iam_role_policy" "release" {
  name   = "publish"
  role   = aws_iam_role.github["release"].id
  policy = data.aws_iam_policy_document.release.json
}

# The state holds no secret, so whoever plans may read it; a lock is written and removed beside it.
data "aws_iam_policy_document" "state" {
  for_each = { for run in keys(local.runs) : run => run == "plan" ? var.environments : [trimprefix(run, "deploy-")] if run != "release" }

  statement {
    sid       = "FindStates"
    actions   = ["s3:ListBucket"]
    resources = [module.bucket["state"].arn]
  }

  statement {
    sid       = "ReadStates"
    actions   = ["s3:GetObject"]
    resources = [for environment in each.value : "${module.bucket["state"].arn}/${environment}/*"]
  }

  statement {
    sid       = "LockStates"
    actions   = ["s3:PutObject", "s3:DeleteObject"]
    resources = [for environment in each.value : "${module.bucket["state"].arn}/${environment}/*.tflock"]
  }

  statement {
    sid       = "UseTheKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.this.arn]
  }

  dynamic "statement" {
    for_each = each.key == "plan" ? [] : [1]

    content {
      sid       = "WriteStates"
      actions   = ["s3:PutObject"]
      resources = [for environment in each.value : "${module.bucket["state"].arn}/${environment}/*"]
    }
  }
}

resource "aws_iam_role_policy" "state" {
  for_each = data.aws_iam_policy_document.state

  name   = "state"
  role   = aws_iam_role.github[each.key].id
  policy = each.value.json
}

# Reading an environment is not reading its secrets, nor what people left in it.
data "aws_iam_policy_document" "plan" {
  statement {
    sid       = "LookAtEverything"
    actions   = local.looking
    resources = ["*"]
  }

  statement {
    sid       = "NoSecretsNoData"
    effect    = "Deny"
    actions   = ["secretsmanager:GetSecretValue", "rds-db:connect", "ssm:StartSession"]
    resources = ["*"]
  }

  statement {
    sid       = "NoDataOfPeople"
    effect    = "Deny"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::babyfoot-exports-*/*", "arn:aws:s3:::babyfoot-*-logs-*/*"]
  }
}

resource "aws_iam_role_policy" "plan" {
  name   = "look"
  role   = aws_iam_role.github["plan"].id
  policy = data.aws_iam_policy_document.plan.json
}

# Terraform makes everything of an environment, in our regions and with these services only.
data "aws_iam_policy_document" "deploy" {
  for_each = var.environments

  statement {
    sid       = "MakeInOurRegions"
    actions   = [for service in local.services : "${service}:*"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = local.regions
    }
  }

  # What a lock is for: whoever deploys can neither lift it nor remove what it keeps.
  statement {
    sid       = "KeepBackups"
    effect    = "Deny"
    actions   = ["backup:DeleteBackupVaultLockConfiguration", "backup:DeleteRecoveryPoint", "rds:DeleteDBInstanceAutomatedBackup"]
    resources = ["*"]
  }

  # Buckets are made by it, but the states of other environments are not its business.
  statement {
    sid       = "NoStateOfOthers"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [for other in var.environments : "${module.bucket["state"].arn}/${other}/*" if other != each.key]
  }

  statement {
    sid       = "GiveRolesWithinTheBoundary"
    actions   = ["iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePolicy"]
    resources = ["arn:aws:iam::${local.account_id}:role/babyfoot-${each.key}-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PermissionsBoundary"
      values   = [aws_iam_policy.boundary.arn]
    }
  }

  # These calls do not tell the boundary, and give nothing. Whom a role trusts is changed by an administrator.
  statement {
    sid       = "TendRolesOfTheEnvironment"
    actions   = ["iam:DeleteRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateRole"]
    resources = ["arn:aws:iam::${local.account_id}:role/babyfoot-${each.key}-*"]
  }

  statement {
    sid = "MakeProfilesOfTheEnvironment"
    actions = [
      "iam:AddRoleToInstanceProfile", "iam:CreateInstanceProfile", "iam:DeleteInstanceProfile",
      "iam:RemoveRoleFromInstanceProfile", "iam:TagInstanceProfile", "iam:UntagInstanceProfile",
    ]
    resources = ["arn:aws:iam::${local.account_id}:instance-profile/babyfoot-${each.key}-*"]
  }

  # In a new account nobody has used these services yet: each makes its own role, with what AWS gives it.
  statement {
    sid       = "LetServicesMakeTheirOwnRoles"
    actions   = ["iam:CreateServiceLinkedRole"]
    resources = ["arn:aws:iam::${local.account_id}:role/aws-service-role/*"]

    condition {
      test     = "StringEquals"
      variable = "iam:AWSServiceName"
      values = [
        "autoscaling.amazonaws.com", "backup.amazonaws.com", "elasticloadbalancing.amazonaws.com", "rds.amazonaws.com",
        "spot.amazonaws.com", "ssm.amazonaws.com", "wafv2.amazonaws.com",
      ]
    }
  }

  statement {
    sid       = "ReadRoles"
    actions   = ["iam:Get*", "iam:List*"]
    resources = ["*"]
  }

  statement {
    sid       = "HandRolesToServices"
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::${local.account_id}:role/babyfoot-${each.key}-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values = [
        "backup.amazonaws.com", "ec2.amazonaws.com", "events.amazonaws.com", "export.rds.amazonaws.com",
        "monitoring.rds.amazonaws.com", "rds.amazonaws.com", "scheduler.amazonaws.com", "ssm.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
      ]
    }
  }
}

resource "aws_iam_policy" "deploy" {
  for_each = var.environments

  name        = "${local.name}-deploy-${each.key}"
  description = "What deploying ${each.key} may do"
  policy      = data.aws_iam_policy_document.deploy[each.key].json
}

resource "aws_iam_role_policy_attachment" "deploy" {
  for_each = var.environments

  role       = aws_iam_role.github["deploy-${each.key}"].name
  policy_arn = aws_iam_policy.deploy[each.key].arn
}

# Whatever a deployment gives to the roles it makes, they never get more than this: no people, no roles, no keys.
data "aws_iam_policy_document" "boundary" {
  statement {
    sid       = "OurServices"
    actions   = concat([for service in local.services : "${service}:*"], ["rds-db:connect", "ssmmessages:*", "ec2messages:*"])
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = local.regions
    }
  }

  # Once more without a condition: signing in to a database does not tell all that other calls tell.
  statement {
    sid       = "SignInAsTheApplication"
    actions   = ["rds-db:connect"]
    resources = ["arn:aws:rds-db:*:${local.account_id}:dbuser:*/babyfoot_app"]
  }

  statement {
    sid       = "HandRolesToServices"
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::${local.account_id}:role/babyfoot-*-export-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["export.rds.amazonaws.com", "ssm.amazonaws.com"]
    }
  }
}

resource "aws_iam_policy" "boundary" {
  name        = "${local.name}-boundary"
  description = "The most that any role of an environment can be given"
  policy      = data.aws_iam_policy_document.boundary.json
}
