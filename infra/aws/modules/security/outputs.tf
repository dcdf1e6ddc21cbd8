output "key_arns" {
  description = "Keys by kind of data: database, secrets, storage, logs, alerts, recovery, global."
  value       = { for kind, key in aws_kms_key.this : kind => key.arn }
}

output "settings_secret_arn" {
  description = "Secret that holds the application's secret settings."
  value       = aws_secretsmanager_secret.settings.arn
}
