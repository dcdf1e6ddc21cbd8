output "bucket" {
  description = "Bucket of the exports: id and arn."
  value       = { id = module.bucket.id, arn = module.bucket.arn }
}

output "automation_name" {
  description = "Automation that exports a snapshot."
  value       = aws_ssm_document.export.name
}
