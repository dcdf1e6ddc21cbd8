data "aws_caller_identity" "current" {}

# Image repository and releases are the account's, made once by bootstrap/: one image serves every environment.
data "aws_ecr_repository" "app" {
  name = "babyfoot"
}

locals {
  name       = "babyfoot-${var.environment}"
  account_id = data.aws_caller_identity.current.account_id
  fleets     = var.topology == "fleets"
  app_port   = 3000

  asg_names = local.fleets ? { front = "${local.name}-front", back = "${local.name}-back" } : {}
  # Named here, since the fleets need them and the alarms know the fleets.
  rollback_alarms = local.fleets ? ["target-5xx", "alb-5xx", "latency", "back-unhealthy", "front-unhealthy"] : []
  release_bucket  = "babyfoot-releases-${local.account_id}"
  # Made by bootstrap: deploying may make no role without it.
  permissions_boundary_arn = "arn:aws:iam::${local.account_id}:policy/babyfoot-boundary"
  public_url               = var.domain_name == null ? "" : "https://${var.domain_name}"
}

module "security" {
  source = "./modules/security"

  name            = local.name
  region          = var.region
  recovery_region = var.recovery_region
  account_id      = local.account_id
  protected       = var.protected
}

# Access logs can be written with S3's own key only: neither the load balancer nor S3 delivers with ours.
module "access_logs" {
  source = "./modules/bucket"

  bucket          = "${local.name}-logs-${local.account_id}"
  account_id      = local.account_id
  protected       = var.protected
  expiration_days = var.log_retention_days

  writers = [
    {
      sid     = "LoadBalancerLogs"
      service = "logdelivery.elasticloadbalancing.amazonaws.com"
      actions = ["s3:PutObject"]
      paths   = ["alb/AWSLogs/${local.account_id}/*"]
    },
    {
      sid     = "BucketLogs"
      service = "logging.s3.amazonaws.com"
      actions = ["s3:PutObject"]
      paths   = ["s3/*"]
    },
  ]
}

module "network" {
  source = "./modules/network"

  name                     = local.name
  environment              = var.environment
  region                   = var.region
  account_id               = local.account_id
  permissions_boundary_arn = local.permissions_boundary_arn
  topology                 = var.topology
  vpc_cidr                 = var.vpc_cidr
  availability_zones       = var.availability_zones
  nat_gateways             = local.fleets ? var.nat_gateways : 0
  app_port                 = local.app_port
  admin_cidrs              = var.admin_cidrs
  log_retention_days       = var.log_retention_days
  logs_key_arn             = module.security.key_arns["logs"]
}

module "database" {
  source = "./modules/database"

  name                     = local.name
  region                   = var.region
  account_id               = local.account_id
  permissions_boundary_arn = local.permissions_boundary_arn
  size                     = var.database
  owner_password           = var.owner_password
  owner_password_version   = var.owner_password_version
  parameter_group_name     = var.parameter_group_name
  subnet_ids               = module.network.subnet_ids["data"]
  security_group_id        = module.network.security_group_ids["postgresql"]
  backup_retention_days    = var.backup_retention_days
  protected                = var.protected
  stop_at_night            = var.stop_at_night
  log_retention_days       = var.log_retention_days
  database_key_arn         = module.security.key_arns["database"]
  logs_key_arn             = module.security.key_arns["logs"]
}

module "exports" {
  source = "./modules/exports"

  name                     = local.name
  environment              = var.environment
  region                   = var.region
  account_id               = local.account_id
  permissions_boundary_arn = local.permissions_boundary_arn
  protected                = var.protected
  log_bucket               = module.access_logs.id
  database_identifier      = module.database.identifier
  database_arn             = module.database.arn
  snapshot_rule_name       = module.database.snapshot_rule_name
  storage_key_arn          = module.security.key_arns["storage"]
  database_key_arn         = module.security.key_arns["database"]
}

module "edge" {
  source = "./modules/edge"
  count  = local.fleets ? 1 : 0

  name                  = local.name
  region                = var.region
  account_id            = local.account_id
  domain_name           = var.domain_name
  hosted_zone_id        = var.hosted_zone_id
  vpc_id                = module.network.vpc_id
  public_subnet_ids     = module.network.subnet_ids["public"]
  alb_security_group_id = module.network.security_group_ids["alb"]
  app_port              = local.app_port
  log_bucket            = module.access_logs.id
  protected             = var.protected
  log_retention_days    = var.log_retention_days
  logs_key_arn          = module.security.key_arns["logs"]
  global_key_arn        = module.security.key_arns["global"]
  storage_key_arn       = module.security.key_arns["storage"]
}

module "compute" {
  source = "./modules/compute"

  name                     = local.name
  environment              = var.environment
  owner                    = var.owner
  cost_center              = var.cost_center
  region                   = var.region
  account_id               = local.account_id
  permissions_boundary_arn = local.permissions_boundary_arn
  topology                 = var.topology
  instance_type            = var.instance_type
  front                    = var.front
  back                     = var.back
  spot_percentage          = var.spot_percentage
  subnet_ids               = module.network.subnet_ids[local.fleets ? "app" : "public"]
  security_group_ids       = module.network.security_group_ids
  target_group_arns        = local.fleets ? module.edge[0].target_group_arns : {}
  request_labels           = local.fleets ? { for kind, suffix in module.edge[0].target_group_suffixes : kind => "${module.edge[0].alb_suffix}/${suffix}" } : {}
  rollback_alarm_names     = [for alarm in local.rollback_alarms : "${local.name}-${alarm}"]
  app_port                 = local.app_port
  public_url               = local.public_url
  domain_name              = var.domain_name
  trusted_proxies          = local.fleets ? concat(module.network.public_cidrs, module.edge[0].cdn_cidrs) : ["127.0.0.1"]
  settings                 = var.settings
  settings_secret_arn      = module.security.settings_secret_arn
  exports_bucket           = module.exports.bucket
  image_repository_arn     = data.aws_ecr_repository.app.arn
  log_retention_days       = var.log_retention_days
  logs_key_arn             = module.security.key_arns["logs"]
  secrets_key_arn          = module.security.key_arns["secrets"]
  database_key_arn         = module.security.key_arns["database"]
  storage_key_arn          = module.security.key_arns["storage"]

  database = {
    address          = module.database.address
    port             = module.database.port
    name             = module.database.name
    owner_secret_arn = module.database.owner_secret_arn
    resource_ids     = concat([module.database.resource_id], module.database.replica == null ? [] : [module.database.replica.resource_id])
    replica_address  = try(module.database.replica.address, null)
    max_connections  = module.database.max_connections
  }
}

module "observability" {
  source = "./modules/observability"

  name                     = local.name
  environment              = var.environment
  region                   = var.region
  account_id               = local.account_id
  topology                 = var.topology
  sleeps                   = var.stop_at_night
  alarm_email              = var.alarm_email
  monthly_budget_usd       = var.monthly_budget_usd
  snapshot_rule_name       = module.database.snapshot_rule_name
  asg_names                = local.asg_names
  instance_id              = module.compute.instance_id
  log_group_names          = module.compute.log_group_names
  database_log_group_names = module.database.log_group_names
  flow_log_group_name      = module.network.flow_log_group_name
  alerts_key_arn           = module.security.key_arns["alerts"]
  global_key_arn           = module.security.key_arns["global"]

  database = {
    identifier         = module.database.identifier
    replica_identifier = try(module.database.replica.identifier, null)
    max_connections    = module.database.max_connections
  }

  edge = local.fleets ? {
    alb_suffix            = module.edge[0].alb_suffix
    target_group_suffixes = module.edge[0].target_group_suffixes
    certificate_arns      = module.edge[0].certificate_arns
    distribution_id       = module.edge[0].distribution_id
    health_check_id       = module.edge[0].health_check_id
    firewall_names        = module.edge[0].firewall_names
  } : null
}

module "dr" {
  source = "./modules/dr"

  name                     = local.name
  region                   = var.region
  recovery_region          = var.recovery_region
  account_id               = local.account_id
  permissions_boundary_arn = local.permissions_boundary_arn
  database_arn             = module.database.arn
  cross_region             = local.fleets
  backup_retention_days    = var.backup_retention_days
  off_account_vault_arn    = var.off_account_vault_arn
  topic_arn                = module.observability.topic_arn
  database_key_arn         = module.security.key_arns["database"]
  recovery_key_arn         = module.security.key_arns["recovery"]
}
