# GitHub's workflows prove who they are by OIDC; nobody holds a key. Each role trusts exactly one kind of run.
resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

locals {
  runs = merge(
    {
      plan = {
        description = "Plans for pull requests and the nightly look for drift: reads, changes nothing"
        subjects    = ["repo:${var.github_repository}:pull_request", "repo:${var.github_repository}:ref:refs/heads/main"]
      }
      release = {
        description = "Publishes releases and images from tags"
        subjects    = ["repo:${var.github_repository}:environment:release"]
      }
    },
    {
      for environment in var.environments : "deploy-${environment}" => {
        description = "Deploys ${environment}, after somebody has approved it there"
        subjects    = ["repo:${var.github_repository}:environment:${environment}"]
      }
    },
  )
}

data "aws_iam_policy_document" "trust" {
  for_each = local.runs

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = each.value.subjects
    }
  }
}

resource "aws_iam_role" "github" {
  for_each = local.runs

  name               = "${local.name}-github-${each.key}"
  description        = each.value.description
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
  # A deployment may wait for two refreshes of an hour each; nobody renews what it signed in with.
  max_session_duration = startswith(each.key, "deploy-") ? 10800 : 3600
}
