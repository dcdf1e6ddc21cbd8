output "identifier" {
  description = "Identifier of the database."
  value       = aws_db_instance.this.identifier
}

output "arn" {
  description = "ARN of the database."
  value       = aws_db_instance.this.arn
}

output "resource_id" {
  description = "Unchanging id of the database, which sign-in by IAM names."
  value       = aws_db_instance.this.resource_id
}

output "address" {
  description = "Host name of the database."
  value       = aws_db_instance.this.address
}

output "port" {
  description = "Port of the database."
  value       = aws_db_instance.this.port
}

output "name" {
  description = "Name of the database inside PostgreSQL."
  value       = aws_db_instance.this.db_name
}

output "owner_secret_arn" {
  description = "Secret that holds the owner's password: RDS's, or ours where a replica follows."
  value       = var.size.read_replica ? aws_secretsmanager_secret.owner[0].arn : aws_db_instance.this.master_user_secret[0].secret_arn
}

output "max_connections" {
  description = "Connections that the class allows: its memory divided by 12 MiB."
  value       = local.max_connections
}

output "replica" {
  description = "The read replica (identifier, address, resource_id), or null."
  value = one([for replica in aws_db_instance.replica : {
    identifier  = replica.identifier
    address     = replica.address
    resource_id = replica.resource_id
  }])
}

output "snapshot_rule_name" {
  description = "Event rule that hears of each automated snapshot."
  value       = aws_cloudwatch_event_rule.snapshot_made.name
}

output "log_group_names" {
  description = "Log groups of PostgreSQL, the database's own first."
  value       = [for key, group in aws_cloudwatch_log_group.this : group.name]
}
