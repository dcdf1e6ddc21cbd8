# Several campuses: a zone may be lost without loss of service, insights are read from a replica.
environment           = "region"
domain_name           = "babyfoot-region.example.org"
availability_zones    = 3
nat_gateways          = 2
instance_type         = "t4g.small"
front                 = { min = 2, max = 6 }
back                  = { min = 3, max = 6 }
spot_percentage       = 50
backup_retention_days = 5
log_retention_days    = 180
alarm_email           = "babyfoot-operators@example.org"
monthly_budget_usd    = 600

database = {
  class          = "db.t4g.medium"
  storage_gb     = 100
  max_storage_gb = 500
  multi_az       = true
  read_replica   = true
}

# One more, and the next deployment gives the database's owner another password (docs/infra/deploy.md).
owner_password_version = 1
