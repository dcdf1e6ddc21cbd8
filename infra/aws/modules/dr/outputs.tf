output "vault_names" {
  description = "Locked vaults: home, recovery."
  value       = { for place, vault in aws_backup_vault.this : place => vault.name }
}

output "backup_plan_id" {
  description = "The weekly plan."
  value       = aws_backup_plan.weekly.id
}
