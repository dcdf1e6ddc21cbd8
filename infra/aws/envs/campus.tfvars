# A campus of about 1,000 students.
environment           = "campus"
domain_name           = "babyfoot.example.org"
instance_type         = "t3.micro"
front                 = { min = 2, max = 4 }
back                  = { min = 2, max = 4 }
backup_retention_days = 5
alarm_email           = "babyfoot-operators@example.org"
monthly_budget_usd    = 260

database = {
  class          = "db.t4g.micro"
  storage_gb     = 20
  max_storage_gb = 100
  multi_az       = true
  read_replica   = false
}
