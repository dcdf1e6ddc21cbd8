# What cannot be right is refused before anything is planned.
variables {
  environment        = "campus"
  domain_name        = "babyfoot.example.org"
  alarm_email        = "operators@example.org"
  monthly_budget_usd = 260
  database           = { class = "db.t4g.micro", storage_gb = 20, max_storage_gb = 100, multi_az = true, read_replica = false }
}

run "the_world_as_a_colleague" {
  command = plan

  variables {
    admin_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.admin_cidrs]
}

run "a_range_as_a_colleague" {
  command = plan

  variables {
    admin_cidrs = ["10.1.0.0/16"]
  }

  expect_failures = [var.admin_cidrs]
}

run "backups_of_less_than_five_days" {
  command = plan

  variables {
    backup_retention_days = 4
  }

  expect_failures = [var.backup_retention_days]
}

run "backups_of_more_than_thirty_five_days" {
  command = plan

  variables {
    backup_retention_days = 36
  }

  expect_failures = [var.backup_retention_days]
}

run "fleets_that_sleep" {
  command = plan

  variables {
    stop_at_night = true
  }

  expect_failures = [var.stop_at_night]
}

run "a_region_outside_the_union" {
  command = plan

  variables {
    region = "us-west-2"
  }

  expect_failures = [var.region]
}

run "fleets_that_cannot_serve_or_survive" {
  command = plan

  variables {
    domain_name     = null
    front           = { min = 1, max = 4 }
    back            = { min = 2, max = 1 }
    nat_gateways    = 3
    instance_type   = "m7i.24xlarge"
    recovery_region = "eu-west-3"
    environment     = "an-environment-with-a-long-name"
    database        = { class = "db.t4g.micro", storage_gb = 20, max_storage_gb = 20, multi_az = true, read_replica = false }
  }

  expect_failures = [var.domain_name, var.front, var.back, var.nat_gateways, var.instance_type, var.recovery_region, var.environment, var.database]
}

run "values_that_nobody_can_have_meant" {
  command = plan

  variables {
    recovery_region       = "us-east-1"
    settings              = { SMTP_URL = "smtps://user:word@mail.example.org" }
    log_retention_days    = 3650
    alarm_email           = "nobody"
    monthly_budget_usd    = 0
    off_account_vault_arn = "arn:aws:backup:*:*:*"
    spot_percentage       = 101
    vpc_cidr              = "10.40.0.0/24"
    availability_zones    = 1
    topology              = "serverless"
    database              = { class = "db.r6g.large", storage_gb = 20, max_storage_gb = 100, multi_az = true, read_replica = false }
  }

  expect_failures = [var.recovery_region, var.settings, var.log_retention_days, var.alarm_email, var.monthly_budget_usd, var.off_account_vault_arn, var.spot_percentage, var.vpc_cidr, var.availability_zones, var.topology, var.database]
}

run "a_password_of_the_owner_before_the_first" {
  command = plan

  variables {
    owner_password_version = 0
  }

  expect_failures = [var.owner_password_version]
}
