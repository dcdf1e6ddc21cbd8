# Each alarm has its line in docs/infra/alarms.md: what it means, and what to do first.
locals {
  gib = 1073741824

  database = { DBInstanceIdentifier = var.database.identifier }
  database_alarms = {
    database-cpu         = { namespace = "AWS/RDS", metric = "CPUUtilization", dimensions = local.database, threshold = 80, says = "PostgreSQL computes above 80 %" }
    database-storage     = { namespace = "AWS/RDS", metric = "FreeStorageSpace", dimensions = local.database, threshold = 2 * local.gib, comparison = "LessThanThreshold", says = "PostgreSQL has less than 2 GB left" }
    database-connections = { namespace = "AWS/RDS", metric = "DatabaseConnections", dimensions = local.database, threshold = floor(var.database.max_connections * 0.8), says = "PostgreSQL holds more than 80 % of the ${var.database.max_connections} connections of its class" }
    database-credit      = { namespace = "AWS/RDS", metric = "CPUCreditBalance", dimensions = local.database, threshold = 20, comparison = "LessThanThreshold", says = "PostgreSQL has used up its credits: AWS charges for more" }
    database-memory      = { namespace = "AWS/RDS", metric = "FreeableMemory", dimensions = local.database, threshold = 100 * 1048576, comparison = "LessThanThreshold", says = "PostgreSQL has less than 100 MB of memory left" }
    backup-missing       = { namespace = "AWS/Events", metric = "TriggeredRules", dimensions = { RuleName = var.snapshot_rule_name }, statistic = "Sum", period = 3600, periods = 27, of = 27, threshold = 1, comparison = "LessThanThreshold", missing = "breaching", says = "No automated snapshot was made for 27 hours" }
  }
  replica_alarms = {
    replica-lag     = { namespace = "AWS/RDS", metric = "ReplicaLag", dimensions = { DBInstanceIdentifier = var.database.replica_identifier }, threshold = 60, says = "The read replica is more than a minute behind" }
    app-replica-lag = { namespace = "Babyfoot", metric = "ReplicaLagSeconds", dimensions = local.ours, statistic = "Maximum", threshold = 60, says = "Insights are answered by the primary: the application sees the replica behind" }
  }

  ours = { Environment = var.environment }
  application_alarms = {
    sensors-silent   = { namespace = "Babyfoot", metric = "SensorsSilent", dimensions = local.ours, statistic = "Maximum", period = 300, periods = 3, of = 3, threshold = 0, says = "A table's sensor has gone silent" }
    queue-age        = { namespace = "Babyfoot", metric = "QueueAgeSeconds", dimensions = local.ours, statistic = "Maximum", threshold = 300, says = "Background work waits for more than five minutes" }
    outbox-age       = { namespace = "Babyfoot", metric = "OutboxAgeSeconds", dimensions = local.ours, statistic = "Maximum", threshold = 300, says = "Somebody waits for more than five minutes to be told something" }
    event-loop-delay = { namespace = "Babyfoot", metric = "EventLoopDelayMs", dimensions = local.ours, statistic = "Maximum", threshold = 200, says = "A back process answers late: its event loop is held up" }
    worker-silent    = { namespace = "Babyfoot", metric = "QueueAgeSeconds", dimensions = local.ours, statistic = "SampleCount", threshold = 1, comparison = "LessThanThreshold", missing = "breaching", period = 300, periods = 3, of = 3, says = "No worker has told its figures for 15 minutes" }
    errors           = { namespace = "Babyfoot/${var.environment}", metric = "ApplicationErrors", dimensions = {}, statistic = "Sum", period = 300, periods = 1, of = 1, threshold = 10, says = "The application logged more than ten errors in five minutes" }
  }

  # Hosts by the dimension that CloudWatch has for them: their fleet, or the one host itself.
  host_dimensions = local.fleets ? { for kind, name in var.asg_names : kind => tomap({ AutoScalingGroupName = name }) } : { host = tomap({ InstanceId = var.instance_id }) }
  host_alarms = merge([
    for kind, dimensions in local.host_dimensions : {
      "${kind}-cpu"    = { namespace = "AWS/EC2", metric = "CPUUtilization", dimensions = dimensions, threshold = 80, says = "Hosts (${kind}) compute above 80 %" }
      "${kind}-memory" = { namespace = "CWAgent", metric = "mem_used_percent", dimensions = dimensions, threshold = 85, says = "Hosts (${kind}) use more than 85 % of their memory" }
      "${kind}-disk"   = { namespace = "CWAgent", metric = "disk_used_percent", dimensions = dimensions, threshold = 85, statistic = "Maximum", says = "A disk (${kind}) is more than 85 % full" }
      "${kind}-credit" = { namespace = "AWS/EC2", metric = "CPUCreditBalance", dimensions = dimensions, threshold = 20, statistic = "Minimum", comparison = "LessThanThreshold", says = "A host (${kind}) has used up its credits: AWS charges for more" }
    }
  ]...)
  single_host_alarms = {
    host-unhealthy = { namespace = "AWS/EC2", metric = "StatusCheckFailed", dimensions = { InstanceId = var.instance_id }, statistic = "Maximum", periods = 2, of = 2, threshold = 0, says = "AWS's own checks of the host fail" }
  }

  alb = { LoadBalancer = local.edge.alb_suffix }
  edge_alarms = {
    latency         = { namespace = "AWS/ApplicationELB", metric = "TargetResponseTime", dimensions = local.alb, percentile = "p95", threshold = 0.5, says = "One answer in twenty takes longer than half a second" }
    target-5xx      = { namespace = "AWS/ApplicationELB", metric = "HTTPCode_Target_5XX_Count", dimensions = local.alb, statistic = "Sum", periods = 3, of = 2, threshold = 10, says = "Hosts answer with errors: more than ten in a minute" }
    alb-5xx         = { namespace = "AWS/ApplicationELB", metric = "HTTPCode_ELB_5XX_Count", dimensions = local.alb, statistic = "Sum", periods = 3, of = 2, threshold = 10, says = "The load balancer finds nobody to answer: more than ten times in a minute" }
    front-unhealthy = { namespace = "AWS/ApplicationELB", metric = "UnHealthyHostCount", dimensions = merge(local.alb, { TargetGroup = local.edge.target_group_suffixes["front"] }), statistic = "Maximum", periods = 5, of = 3, threshold = 0, says = "A front host is not ready" }
    back-unhealthy  = { namespace = "AWS/ApplicationELB", metric = "UnHealthyHostCount", dimensions = merge(local.alb, { TargetGroup = local.edge.target_group_suffixes["back"] }), statistic = "Maximum", periods = 5, of = 3, threshold = 0, says = "A back host is not ready" }
    certificate     = { namespace = "AWS/CertificateManager", metric = "DaysToExpiry", dimensions = { CertificateArn = local.edge.certificate_arns["regional"] }, statistic = "Minimum", period = 86400, periods = 1, of = 1, threshold = 21, comparison = "LessThanThreshold", says = "The load balancer's certificate ends within three weeks and was not renewed" }
    cdn-certificate = { namespace = "AWS/CertificateManager", metric = "DaysToExpiry", dimensions = { CertificateArn = local.edge.certificate_arns["global"] }, statistic = "Minimum", period = 86400, periods = 1, of = 1, threshold = 21, comparison = "LessThanThreshold", region = "us-east-1", says = "The CDN's certificate ends within three weeks and was not renewed" }
    unreachable     = { namespace = "AWS/Route53", metric = "HealthCheckStatus", dimensions = { HealthCheckId = local.edge.health_check_id }, statistic = "Minimum", periods = 3, of = 3, threshold = 1, comparison = "LessThanThreshold", missing = "breaching", region = "us-east-1", says = "From outside, the application is not ready" }
    cdn-5xx         = { namespace = "AWS/CloudFront", metric = "5xxErrorRate", dimensions = { DistributionId = local.edge.distribution_id, Region = "Global" }, threshold = 5, region = "us-east-1", says = "The CDN answers more than 5 % with errors" }
  }

  cost_alarms = {
    cost = { namespace = "AWS/Billing", metric = "EstimatedCharges", dimensions = { Currency = "USD" }, statistic = "Maximum", period = 21600, periods = 1, of = 1, threshold = var.monthly_budget_usd, region = "us-east-1", says = "The month has cost more than its budget" }
  }

  fleets = var.topology == "fleets"
  edge = var.edge != null ? var.edge : {
    alb_suffix            = ""
    target_group_suffixes = { front = "", back = "" }
    certificate_arns      = { regional = "", global = "" }
    distribution_id       = ""
    health_check_id       = ""
    firewall_names        = { alb = "", cdn = "" }
  }

  defaults = {
    region     = var.region
    statistic  = "Average"
    percentile = null
    comparison = "GreaterThanThreshold"
    period     = 60
    periods    = 5
    of         = 5
    missing    = "notBreaching"
  }
  alarms = merge(
    { for name, alarm in local.database_alarms : name => merge(local.defaults, alarm) },
    { for name, alarm in local.replica_alarms : name => merge(local.defaults, alarm) if var.database.replica_identifier != null },
    # While the database sleeps, nobody is to be woken by what follows from it.
    { for name, alarm in local.application_alarms : name => merge(local.defaults, alarm) if !(var.sleeps && contains(["worker-silent", "errors"], name)) },
    { for name, alarm in local.host_alarms : name => merge(local.defaults, alarm) },
    { for name, alarm in local.single_host_alarms : name => merge(local.defaults, alarm) if !local.fleets },
    { for name, alarm in local.edge_alarms : name => merge(local.defaults, alarm) if local.fleets },
    { for name, alarm in local.cost_alarms : name => merge(local.defaults, alarm) },
  )
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  region              = each.value.region
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.says}. What to do: docs/infra/alarms.md, ${each.key}"
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.percentile == null ? each.value.statistic : null
  extended_statistic  = each.value.percentile
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  period              = each.value.period
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = each.value.of
  treat_missing_data  = each.value.missing
  alarm_actions       = [aws_sns_topic.this[each.value.region == var.region ? "home" : "global"].arn]
  ok_actions          = [aws_sns_topic.this[each.value.region == var.region ? "home" : "global"].arn]
}

# What the application logs as an error (pino's level 50) is counted.
resource "aws_cloudwatch_log_metric_filter" "errors" {
  name           = "${var.name}-errors"
  log_group_name = var.log_group_names.app
  pattern        = "{ $.level >= 50 }"

  metric_transformation {
    namespace     = "Babyfoot/${var.environment}"
    name          = "ApplicationErrors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}
