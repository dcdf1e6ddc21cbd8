output "state_bucket" {
  description = "Bucket of states."
  value       = module.bucket["state"].id
}

output "release_bucket" {
  description = "Bucket of releases."
  value       = module.bucket["releases"].id
}

output "kms_key_arn" {
  description = "Key of states, releases and images."
  value       = aws_kms_key.this.arn
}

output "ecr_repository_url" {
  description = "Repository of the application's image."
  value       = aws_ecr_repository.app.repository_url
}

output "permissions_boundary_arn" {
  description = "Boundary that every role of an environment is made with."
  value       = aws_iam_policy.boundary.arn
}

output "github_role_arns" {
  description = "Roles of GitHub's workflows: plan, release, deploy-<environment>."
  value       = { for run, role in aws_iam_role.github : run => role.arn }
}
