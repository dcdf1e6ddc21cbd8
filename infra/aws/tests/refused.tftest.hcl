# What cannot be right is refused before anything is planned.
variables {
  environment        = "campus"
  domain_name        = "babyfoot.example.org"
  alarm_email        = "operators@example.org"
  monthly_budget_usd = 260
  database           = { class = "db.t4g.micro", storage_gb = 20, max_storage_gb = 100, multi_az = true, read_replica = false }
}

run "a_region_outside_the_union" {
  command = plan

  variables {
    region = "us-west-2"
  }

  expect_failures = [var.region]
}

run "copies_of_backups_beside_the_database" {
  command = plan

  variables {
    recovery_region = "eu-west-3"
  }

  expect_failures = [var.recovery_region]
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

run "fleets_without_a_domain" {
  command = plan

  variables {
    domain_name = null
  }

  expect_failures = [var.domain_name]
}

run "a_name_that_is_too_long" {
  command = plan

  variables {
    environment = "an-environment-with-a-long-name"
  }

  expect_failures = [var.environment]
}

run "one_host_that_is_called_a_fleet" {
  command = plan

  variables {
    back = { min = 1, max = 4 }
  }

  expect_failures = [var.back]
}

run "more_nat_gateways_than_zones" {
  command = plan

  variables {
    nat_gateways = 3
  }

  expect_failures = [var.nat_gateways]
}

run "storage_that_cannot_grow" {
  command = plan

  variables {
    database = { class = "db.t4g.micro", storage_gb = 20, max_storage_gb = 20, multi_az = true, read_replica = false }
  }

  expect_failures = [var.database]
}

run "a_class_nobody_counted_connections_of" {
  command = plan

  variables {
    database = { class = "db.r6g.large", storage_gb = 20, max_storage_gb = 100, multi_az = true, read_replica = false }
  }

  expect_failures = [var.database]
}

run "fleets_that_sleep" {
  command = plan

  variables {
    stop_at_night = true
  }

  expect_failures = [var.stop_at_night]
}

run "secrets_among_settings" {
  command = plan

  variables {
    settings = { SMTP_URL = "smtps://user:word@mail.example.org" }
  }

  expect_failures = [var.settings]
}

run "logs_for_ever" {
  command = plan

  variables {
    log_retention_days = 3650
  }

  expect_failures = [var.log_retention_days]
}

run "nobody_to_tell" {
  command = plan

  variables {
    alarm_email = "nobody"
  }

  expect_failures = [var.alarm_email]
}

run "a_budget_of_nothing" {
  command = plan

  variables {
    monthly_budget_usd = 0
  }

  expect_failures = [var.monthly_budget_usd]
}

run "a_host_too_large_to_be_meant" {
  command = plan

  variables {
    instance_type = "m7i.24xlarge"
  }

  expect_failures = [var.instance_type]
}

run "a_vault_that_is_none" {
  command = plan

  variables {
    off_account_vault_arn = "arn:aws:backup:*:*:*"
  }

  expect_failures = [var.off_account_vault_arn]
}
