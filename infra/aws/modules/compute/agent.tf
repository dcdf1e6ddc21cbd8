# Memory and disk are seen from inside only: CloudWatch's agent tells them.
resource "aws_ssm_parameter" "agent" {
  name        = "/babyfoot/${var.environment}/cloudwatch-agent"
  description = "What CloudWatch's agent measures on hosts"
  type        = "String"

  value = jsonencode({
    agent = { metrics_collection_interval = 60 }
    metrics = {
      namespace              = "CWAgent"
      append_dimensions      = local.fleets ? { AutoScalingGroupName = "$${aws:AutoScalingGroupName}" } : { InstanceId = "$${aws:InstanceId}" }
      aggregation_dimensions = [[local.fleets ? "AutoScalingGroupName" : "InstanceId"]]
      metrics_collected = {
        mem  = { measurement = ["mem_used_percent"] }
        disk = { measurement = ["disk_used_percent"], resources = ["/"], drop_device = true }
      }
    }
  })
}

resource "aws_ssm_association" "agent_installed" {
  association_name    = "${var.name}-agent-installed"
  name                = "AWS-ConfigureAWSPackage"
  schedule_expression = "rate(7 days)"

  parameters = {
    action = "Install"
    name   = "AmazonCloudWatchAgent"
  }

  targets {
    key    = "tag:Name"
    values = [for kind in keys(local.kinds) : "${var.name}-${kind}"]
  }
}

resource "aws_ssm_association" "agent_configured" {
  association_name    = "${var.name}-agent-configured"
  name                = "AmazonCloudWatch-ManageAgent"
  schedule_expression = "rate(1 day)"

  parameters = {
    action                        = "configure"
    mode                          = "ec2"
    optionalConfigurationSource   = "ssm"
    optionalConfigurationLocation = aws_ssm_parameter.agent.name
    optionalRestart               = "yes"
  }

  targets {
    key    = "tag:Name"
    values = [for kind in keys(local.kinds) : "${var.name}-${kind}"]
  }

  depends_on = [aws_ssm_association.agent_installed]
}
