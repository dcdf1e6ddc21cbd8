terraform {
  required_version = ">= 1.11, < 2.0"

  # Filled in by -backend-config: bucket, key and kms_key_id differ by account and environment.
  backend "s3" {
    encrypt      = true
    use_lockfile = true
  }

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Before, whoever plans had to be let read a secret that Terraform only writes.
      version = "~> 6.28"
    }
  }
}
