# One page: front, back, PostgreSQL, application, costs. Each metric belongs to a resource of this environment.
locals {
  widget = { width = 8, height = 6 }

  host_widgets = [
    for kind, dimensions in local.host_dimensions : {
      title = "Hosts: ${kind}"
      metrics = [
        for metric in [["AWS/EC2", "CPUUtilization"], ["CWAgent", "mem_used_percent"], ["CWAgent", "disk_used_percent"], ["AWS/EC2", "CPUCreditBalance"]] :
        concat(metric, flatten([for name, value in dimensions : [name, value]]))
      ]
    }
  ]
  database_widgets = [
    { title = "PostgreSQL: load", metrics = [["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", var.database.identifier], ["AWS/RDS", "CPUCreditBalance", "DBInstanceIdentifier", var.database.identifier]] },
    { title = "PostgreSQL: connections", metrics = [["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", var.database.identifier]] },
    { title = "PostgreSQL: room", metrics = [["AWS/RDS", "FreeStorageSpace", "DBInstanceIdentifier", var.database.identifier], ["AWS/RDS", "FreeableMemory", "DBInstanceIdentifier", var.database.identifier]] },
    { title = "PostgreSQL: latency", metrics = [["AWS/RDS", "ReadLatency", "DBInstanceIdentifier", var.database.identifier], ["AWS/RDS", "WriteLatency", "DBInstanceIdentifier", var.database.identifier]] },
  ]
  replica_widgets = [
    { title = "Replica: behind by", metrics = [["AWS/RDS", "ReplicaLag", "DBInstanceIdentifier", var.database.replica_identifier], ["Babyfoot", "ReplicaLagSeconds", "Environment", var.environment]] },
  ]
  edge_widgets = [
    { title = "Requests and errors", statistic = "Sum", metrics = [for metric in ["RequestCount", "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count"] : ["AWS/ApplicationELB", metric, "LoadBalancer", local.edge.alb_suffix]] },
    { title = "Time to answer, p95", statistic = "p95", metrics = [for kind in ["front", "back"] : ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", local.edge.alb_suffix, "TargetGroup", local.edge.target_group_suffixes[kind]]] },
    { title = "Healthy hosts", metrics = [for kind in ["front", "back"] : ["AWS/ApplicationELB", "HealthyHostCount", "LoadBalancer", local.edge.alb_suffix, "TargetGroup", local.edge.target_group_suffixes[kind]]] },
    { title = "CDN", region = "us-east-1", metrics = [for metric in ["Requests", "5xxErrorRate"] : ["AWS/CloudFront", metric, "DistributionId", local.edge.distribution_id, "Region", "Global"]] },
    { title = "Refused by the firewall", statistic = "Sum", metrics = [["AWS/WAFV2", "BlockedRequests", "WebACL", local.edge.firewall_names["alb"], "Region", var.region, "Rule", "ALL"]] },
    { title = "Ready, seen from outside", statistic = "Minimum", region = "us-east-1", metrics = [["AWS/Route53", "HealthCheckStatus", "HealthCheckId", local.edge.health_check_id]] },
  ]
  application_widgets = [
    { title = "Application", statistic = "Maximum", metrics = [for metric in ["SensorsSilent", "QueueAgeSeconds", "OutboxAgeSeconds", "EventLoopDelayMs"] : ["Babyfoot", metric, "Environment", var.environment]] },
    { title = "Errors logged", statistic = "Sum", metrics = [["Babyfoot/${var.environment}", "ApplicationErrors"]] },
    { title = "Snapshots made", statistic = "Sum", metrics = [["AWS/Events", "TriggeredRules", "RuleName", var.snapshot_rule_name]] },
    { title = "Cost of the month, USD", statistic = "Maximum", region = "us-east-1", metrics = [["AWS/Billing", "EstimatedCharges", "Currency", "USD"]] },
  ]

  widgets = [
    for widget in concat(
      [for widget in local.edge_widgets : widget if local.fleets],
      local.host_widgets,
      local.database_widgets,
      [for widget in local.replica_widgets : widget if var.database.replica_identifier != null],
      local.application_widgets,
    ) :
    merge({ region = var.region, statistic = "Average" }, widget)
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [
      for position, widget in local.widgets : {
        type   = "metric"
        x      = (position % 3) * local.widget.width
        y      = floor(position / 3) * local.widget.height
        width  = local.widget.width
        height = local.widget.height
        properties = {
          title   = widget.title
          region  = widget.region
          stat    = widget.statistic
          period  = 60
          view    = "timeSeries"
          metrics = widget.metrics
        }
      }
    ]
  })
}
