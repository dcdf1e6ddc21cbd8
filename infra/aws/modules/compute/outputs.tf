output "asg_names" {
  description = "Auto Scaling groups by kind of host: front, back; empty for a single host."
  value       = { for kind, group in aws_autoscaling_group.this : kind => group.name }
}

output "instance_id" {
  description = "The single host, or null."
  value       = one(aws_instance.host[*].id)
}

output "public_ip" {
  description = "Address of the single host, or null."
  value       = one(aws_eip.host[*].public_ip)
}

output "role_names" {
  description = "Roles by kind of host."
  value       = { for kind, role in aws_iam_role.host : kind => role.name }
}

output "release_parameter_name" {
  description = "Parameter that names the image that hosts run."
  value       = aws_ssm_parameter.release.name
}

output "migrate_document_name" {
  description = "Command that migrates the schema, for one host."
  value       = aws_ssm_document.migrate.name
}

output "session_document_name" {
  description = "Sessions on hosts: logged and encrypted."
  value       = aws_ssm_document.session.name
}

output "log_group_names" {
  description = "Log groups of the application and of sessions."
  value       = { app = aws_cloudwatch_log_group.app.name, sessions = aws_cloudwatch_log_group.sessions.name }
}

output "pool_size" {
  description = "Connections that each back host may hold open."
  value       = local.pool_size
}
