# What a campus is made of, as the brief names it.
variables {
  owner_password     = ""
  environment        = "campus"
  domain_name        = "babyfoot.example.org"
  alarm_email        = "operators@example.org"
  monthly_budget_usd = 260
  database           = { class = "db.t4g.micro", storage_gb = 20, max_storage_gb = 100, multi_az = true, read_replica = false }
}

run "everything_is_in_paris_unless_told_otherwise" {
  command = plan

  assert {
    condition     = var.region == "eu-west-3" && var.recovery_region != var.region
    error_message = "The region is eu-west-3, and copies of backups are in another."
  }

  assert {
    condition     = output.url == "https://babyfoot.example.org"
    error_message = "People come by the domain, over HTTPS."
  }
}

run "hosts_are_t3_micro_in_two_fleets_of_two" {
  command = apply

  assert {
    condition     = var.instance_type == "t3.micro"
    error_message = "The hosts are t3.micro."
  }

  assert {
    condition     = output.front_asg_name == "babyfoot-campus-front" && output.back_asg_name == "babyfoot-campus-back"
    error_message = "Front and back are fleets of their own."
  }

  assert {
    condition     = output.instance_id == null
    error_message = "There is no single host beside the fleets."
  }

  assert {
    condition     = length(output.rollback_alarm_names) == 5
    error_message = "Five alarms bring the former release back."
  }

  assert {
    condition     = output.db_replica_endpoint == null
    error_message = "A campus has no read replica unless it asks for one."
  }

  assert {
    condition     = output.db_pool_size == floor((floor(1 * 1024 / 12) - 20) / 6) - 1 && (output.db_pool_size + 1) * 6 + 20 <= 85
    error_message = "All back hosts together stay within the connections of the class, also while they are being replaced."
  }

  assert {
    condition     = startswith(output.exports_bucket, "babyfoot-exports-campus-")
    error_message = "Exports have their bucket, named after the account since names are the whole world's."
  }
}

run "a_replica_is_one_switch" {
  command = apply

  variables {
    database = { class = "db.t4g.medium", storage_gb = 100, max_storage_gb = 500, multi_az = true, read_replica = true }
  }

  assert {
    condition     = output.db_replica_endpoint != null
    error_message = "The replica has an endpoint of its own."
  }
}

run "a_zone_is_there_already" {
  command = apply

  variables {
    hosted_zone_id = "Z0123456789ABCDEFGHIJ"
  }

  assert {
    condition     = length(output.name_servers) == 0
    error_message = "No second zone is made for the domain."
  }
}
