# What an account needs once, before its first environment: where states, releases and images are kept, and who may
# deploy. Its own state is moved into the bucket that it makes: docs/infra/deploy.md.
data "aws_caller_identity" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  name       = "babyfoot"
  buckets = {
    state    = { kept_days = null, noncurrent_days = 180 }
    releases = { kept_days = null, noncurrent_days = 30 }
  }
}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "AccountDecidesByIam"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.account_id}:root"]
    }
  }
}

resource "aws_kms_key" "this" {
  description             = "babyfoot: states, releases and images"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.key.json

  tags = { Name = "babyfoot-shared" }
}

resource "aws_kms_alias" "this" {
  name          = "alias/babyfoot-shared"
  target_key_id = aws_kms_key.this.key_id
}

module "access_logs" {
  source = "../modules/bucket"

  bucket          = "${local.name}-shared-logs-${local.account_id}"
  account_id      = local.account_id
  protected       = true
  expiration_days = 90

  writers = [{
    sid     = "BucketLogs"
    service = "logging.s3.amazonaws.com"
    actions = ["s3:PutObject"]
    paths   = ["s3/*"]
  }]
}

module "bucket" {
  source   = "../modules/bucket"
  for_each = local.buckets

  bucket          = "${local.name}-${each.key}-${local.account_id}"
  account_id      = local.account_id
  kms_key_arn     = aws_kms_key.this.arn
  protected       = true
  expiration_days = each.value.kept_days
  noncurrent_days = each.value.noncurrent_days
  log_bucket      = module.access_logs.id
}

# A tag is the commit it was made from, and never another.
resource "aws_ecr_repository" "app" {
  name                 = local.name
  image_tag_mutability = "IMMUTABLE"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.this.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "app" {
  repository = aws_ecr_repository.app.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Layers that no tag names any more"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "The last fifty releases: one may be brought back, not all of them"
        selection    = { tagStatus = "tagged", tagPatternList = ["*"], countType = "imageCountMoreThan", countNumber = 50 }
        action       = { type = "expire" }
      },
    ]
  })
}
