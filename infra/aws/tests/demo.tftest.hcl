# One host for one class, near the free tier.
variables {
  owner_password     = ""
  environment        = "demo"
  topology           = "single_host"
  stop_at_night      = true
  alarm_email        = "operators@example.org"
  monthly_budget_usd = 45
  database           = { class = "db.t4g.micro", storage_gb = 20, max_storage_gb = 40, multi_az = false, read_replica = false }
}

run "one_host_does_everything" {
  command = apply

  assert {
    condition     = output.instance_id != null && output.front_asg_name == null && output.back_asg_name == null
    error_message = "There is one host and no fleet."
  }

  assert {
    condition     = output.alb_dns_name == null && output.files_bucket == null
    error_message = "There is neither load balancer nor CDN."
  }

  assert {
    condition     = startswith(output.url, "http://")
    error_message = "Without a domain it answers on its address."
  }

  assert {
    condition     = length(module.edge) == 0
    error_message = "The edge is left out."
  }
}

run "a_domain_gives_it_https" {
  command = apply

  variables {
    domain_name = "demo.babyfoot.example.org"
  }

  assert {
    condition     = output.url == "https://demo.babyfoot.example.org"
    error_message = "With a domain it answers over HTTPS."
  }
}
