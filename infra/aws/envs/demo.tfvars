# One class trying it out: one host, near the free tier. What it leaves out is listed in docs/infra/costs.md.
environment           = "demo"
topology              = "single_host"
instance_type         = "t3.micro"
parameter_group_name  = "babyfoot-demo-pg-params"
backup_retention_days = 5
stop_at_night         = true
log_retention_days    = 30
alarm_email           = "babyfoot-operators@example.org"
monthly_budget_usd    = 45

database = {
  class          = "db.t4g.micro"
  storage_gb     = 20
  max_storage_gb = 40
  multi_az       = false
  read_replica   = false
}
