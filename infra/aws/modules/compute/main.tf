# Front and back hosts run the same image. ROLES says what a host does: front hosts serve pages and have no way to the database.
locals {
  fleets       = var.topology == "fleets"
  architecture = startswith(var.instance_type, "t4g.") ? "arm64" : "amd64"

  # While hosts are replaced there are half as many again. Beside its pool each listens on a connection of its own.
  pool_size = max(2, floor((var.database.max_connections - local.reserved_connections) / (local.fleets ? ceil(var.back.max * 1.5) : 1)) - 1)
  # Exports and imports, the owner who migrates, analysts, colleagues, and what PostgreSQL keeps for its superuser.
  reserved_connections = 20

  common_settings = merge(var.settings, {
    NODE_ENV    = "production"
    PORT        = tostring(var.app_port)
    PUBLIC_URL  = var.public_url
    ENVIRONMENT = var.environment
    TRUST_PROXY = join(",", var.trusted_proxies)
    AWS_REGION  = var.region
    DEMO        = "off"
    }, local.fleets ? {
    # Before the load balancer lets go of a host it asks it a few times more.
    STOP_DELAY_SECONDS = "20"
  } : {})
  database_settings = tomap(merge({
    DATABASE_AUTH       = "iam"
    DATABASE_SSL        = "verify-full"
    DATABASE_CA         = "/etc/babyfoot/rds-ca.pem"
    DATABASE_URL        = "postgresql://babyfoot_app@${var.database.address}:${var.database.port}/${var.database.name}"
    DATABASE_POOL_SIZE  = tostring(local.pool_size)
    DATABASE_SECRET_ARN = var.database.owner_secret_arn
    SETTINGS_SECRET_ARN = var.settings_secret_arn
    EXPORT_URL          = "s3://${var.exports_bucket.id}/nightly"
    METRICS_EMF         = "on"
    }, var.database.replica_address == null ? {} : {
    DATABASE_READ_URL = "postgresql://babyfoot_app@${var.database.replica_address}:${var.database.port}/${var.database.name}"
  }))

  kinds = local.fleets ? {
    front = { roles = "web", limits = var.front, target_group_arn = var.target_group_arns["front"], settings = tomap({}) }
    back  = { roles = "api,worker,broker", limits = var.back, target_group_arn = var.target_group_arns["back"], settings = local.database_settings }
    } : {
    host = { roles = "web,api,worker,broker", limits = { min = 1, max = 1 }, target_group_arn = "", settings = local.database_settings }
  }
  fleet_kinds = { for kind, what in local.kinds : kind => what if local.fleets }
}

data "aws_ssm_parameter" "image" {
  name = "/aws/service/canonical/ubuntu/server/24.04/stable/current/${local.architecture}/hvm/ebs-gp3/ami-id"
}

# Deploying writes the image's digest here; hosts are told which version of the parameter to run, so that an
# instance refresh that rolls back goes to the former image with the former launch template. The single host changes
# in place and has no other to give way to: its template stays the same.
resource "aws_ssm_parameter" "release" {
  name        = "/babyfoot/${var.environment}/release"
  description = "The image that hosts run, by digest: <image>@sha256:..."
  type        = "String"
  value       = "none"

  lifecycle {
    ignore_changes = [value]
  }
}

resource "aws_cloudwatch_log_group" "app" {
  name              = "/babyfoot/${var.environment}/app"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_key_arn
}

resource "aws_launch_template" "this" {
  for_each = local.kinds

  name                   = "${var.name}-${each.key}"
  description            = "Hosts of ${var.name} with the roles ${each.value.roles}"
  image_id               = data.aws_ssm_parameter.image.insecure_value
  instance_type          = var.instance_type
  update_default_version = true

  user_data = base64encode(templatefile("${path.module}/templates/host.yaml.tftpl", {
    environment       = var.environment
    region            = var.region
    kind              = each.key
    port              = var.app_port
    domain            = local.fleets ? "" : coalesce(var.domain_name, "-")
    release_parameter = "${aws_ssm_parameter.release.name}:${local.fleets ? aws_ssm_parameter.release.version : 1}"
    log_group         = aws_cloudwatch_log_group.app.name
    settings          = merge(local.common_settings, each.value.settings, { ROLES = each.value.roles })
    files             = { for name in fileset("${path.module}/templates/host", "*") : name => file("${path.module}/templates/host/${name}") }
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.this[each.key].arn
  }

  network_interfaces {
    device_index = 0
    # A fleet chooses among its subnets; the single host has one.
    subnet_id                   = local.fleets ? null : var.subnet_ids[0]
    associate_public_ip_address = !local.fleets
    security_groups             = [var.security_group_ids[each.key]]
    delete_on_termination       = true
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
    instance_metadata_tags      = "disabled"
  }

  block_device_mappings {
    device_name = "/dev/sda1"

    ebs {
      volume_type           = "gp3"
      volume_size           = 12
      encrypted             = true
      delete_on_termination = true
    }
  }

  # A new T3 or T4g begins without credits: held to its baseline it would not finish its first boot in time. It borrows,
  # and pays back within the hour; the alarm on credits comes before there is a surcharge.
  credit_specification {
    cpu_credits = "unlimited"
  }

  monitoring {
    enabled = true
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "volume", "network-interface"])

    content {
      resource_type = tag_specifications.value
      tags = {
        Name        = "${var.name}-${each.key}"
        Project     = "babyfoot"
        Environment = var.environment
        Kind        = each.key
      }
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}
