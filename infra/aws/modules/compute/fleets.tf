resource "aws_autoscaling_group" "this" {
  for_each = local.fleet_kinds

  name                      = "${var.name}-${each.key}"
  min_size                  = each.value.limits.min
  max_size                  = each.value.limits.max
  vpc_zone_identifier       = var.subnet_ids
  target_group_arns         = [each.value.target_group_arn]
  health_check_type         = "ELB"
  health_check_grace_period = 420
  default_instance_warmup   = 180
  max_instance_lifetime     = 2592000
  capacity_rebalance        = true
  wait_for_capacity_timeout = "0"
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupMaxSize"]

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = each.value.limits.min
      on_demand_percentage_above_base_capacity = each.key == "front" ? 100 - var.spot_percentage : 100
      spot_allocation_strategy                 = "price-capacity-optimized"
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.this[each.key].id
        version            = aws_launch_template.this[each.key].latest_version
      }
    }
  }

  # A host is counted on once it says itself that it can serve; what never says so is replaced.
  initial_lifecycle_hook {
    name                 = "babyfoot-ready"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_LAUNCHING"
    heartbeat_timeout    = 900
    default_result       = "ABANDON"
  }

  # New hosts come before old ones go; an alarm brings the former launch template back.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 150
      instance_warmup        = "180"
      auto_rollback          = true
      skip_matching          = true

      alarm_specification {
        alarms = var.rollback_alarm_names
      }
    }
  }

  dynamic "tag" {
    for_each = { Name = "${var.name}-${each.key}", Project = "babyfoot", Environment = var.environment, ManagedBy = "terraform", Owner = var.owner, CostCenter = var.cost_center }

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }

  lifecycle {
    create_before_destroy = true
    # The campus's hours move it twice a day: a deployment at noon leaves it where it is.
    ignore_changes = [min_size]
  }
}

resource "aws_autoscaling_policy" "cpu" {
  for_each = aws_autoscaling_group.this

  name                   = "${each.value.name}-cpu"
  autoscaling_group_name = each.value.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}

resource "aws_autoscaling_policy" "requests" {
  for_each = aws_autoscaling_group.this

  name                   = "${each.value.name}-requests"
  autoscaling_group_name = each.value.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value = var.requests_per_host_minute

    predefined_metric_specification {
      predefined_metric_type = "ALBRequestCountPerTarget"
      resource_label         = var.request_labels[each.key]
    }
  }
}

# The breaks of a campus are too short for scaling to catch up with, so its hours begin with one host more.
locals {
  hours = merge([
    for kind, what in local.fleet_kinds : {
      "${kind}-opens"  = { kind = kind, cron = "30 7 * * 1-5", min = min(what.limits.min + 1, what.limits.max), max = what.limits.max }
      "${kind}-closes" = { kind = kind, cron = "30 22 * * 1-5", min = what.limits.min, max = what.limits.max }
      "${kind}-rests"  = { kind = kind, cron = "0 0 * * 6,0", min = what.limits.min, max = what.limits.max }
    }
  ]...)
}

resource "aws_autoscaling_schedule" "campus" {
  for_each = local.hours

  scheduled_action_name  = "${var.name}-${each.key}"
  autoscaling_group_name = aws_autoscaling_group.this[each.value.kind].name
  time_zone              = "Europe/Paris"
  recurrence             = each.value.cron
  min_size               = each.value.min
  max_size               = each.value.max
  desired_capacity       = each.value.min
}
