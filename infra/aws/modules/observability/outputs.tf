output "topic_arn" {
  description = "Topic that alarms of the region are told to."
  value       = aws_sns_topic.this["home"].arn
}

output "alarm_names" {
  description = "Alarms, as CloudWatch names them, by their name in docs/infra/alarms.md."
  value       = { for name, alarm in aws_cloudwatch_metric_alarm.this : name => alarm.alarm_name }
}

output "dashboard_name" {
  description = "The dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
