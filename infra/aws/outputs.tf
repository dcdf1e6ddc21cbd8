output "url" {
  description = "Where people find the application."
  value       = var.domain_name == null ? "http://${module.compute.public_ip}" : local.public_url
}

output "alb_dns_name" {
  description = "Host name of the load balancer; null for a single host."
  value       = one(module.edge[*].alb_dns_name)
}

output "name_servers" {
  description = "Name servers to enter at the registrar; empty where the zone was there already or there is none."
  value       = flatten(module.edge[*].name_servers)
}

output "release_bucket" {
  description = "Bucket of the releases, made by bootstrap."
  value       = local.release_bucket
}

output "files_bucket" {
  description = "Bucket of the web application's hashed files, below assets/; null for a single host."
  value       = one(module.edge[*].files_bucket)
}

output "ecr_repository_url" {
  description = "Repository of the application's image, made by bootstrap."
  value       = data.aws_ecr_repository.app.repository_url
}

output "front_asg_name" {
  description = "Auto Scaling group of the front hosts; null for a single host."
  value       = lookup(module.compute.asg_names, "front", null)
}

output "back_asg_name" {
  description = "Auto Scaling group of the back hosts; null for a single host."
  value       = lookup(module.compute.asg_names, "back", null)
}

output "instance_id" {
  description = "The single host; null for fleets."
  value       = module.compute.instance_id
}

output "migrate_document_name" {
  description = "Command of Systems Manager that migrates the schema, for one host."
  value       = module.compute.migrate_document_name
}

output "release_parameter_name" {
  description = "Parameter that names the image that hosts run."
  value       = module.compute.release_parameter_name
}

output "settings_secret_arn" {
  description = "Secret that holds the application's secret settings; deploying writes it once."
  value       = module.security.settings_secret_arn
}

output "rollback_alarm_names" {
  description = "Alarms that bring the former release back while hosts are being replaced."
  value       = [for alarm in local.rollback_alarms : module.observability.alarm_names[alarm]]
}

output "exports_bucket" {
  description = "Bucket of the exports."
  value       = module.exports.bucket.id
}

output "db_identifier" {
  description = "Identifier of the database, as restoring names it."
  value       = module.database.identifier
}

output "db_endpoint" {
  description = "Host name of PostgreSQL, reachable from inside only."
  value       = module.database.address
}

output "db_port" {
  description = "Port of PostgreSQL."
  value       = module.database.port
}

output "db_replica_endpoint" {
  description = "Host name of the read replica, or null."
  value       = try(module.database.replica.address, null)
}

output "db_pool_size" {
  description = "Connections that each back host may hold open: those of the class, less 20 kept back, shared by one and a half times the most back hosts."
  value       = module.compute.pool_size
}

output "ssm_access_command" {
  description = "Opens PostgreSQL on 127.0.0.1:15432 for pgAdmin or DBeaver; INSTANCE is a back host or the single host."
  value       = "aws ssm start-session --region ${var.region} --target ${coalesce(module.compute.instance_id, "INSTANCE")} --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters host=${module.database.address},portNumber=${module.database.port},localPortNumber=15432"
}

output "dashboard_url" {
  description = "The dashboard."
  value       = "https://${var.region}.console.aws.amazonaws.com/cloudwatch/home?region=${var.region}#dashboards/dashboard/${module.observability.dashboard_name}"
}
