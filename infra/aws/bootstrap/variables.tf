variable "region" {
  description = "Region of states, releases and images."
  type        = string
  default     = "eu-west-3"
}

variable "recovery_region" {
  description = "Region that holds the copies of backups."
  type        = string
  default     = "eu-west-1"
}

variable "owner" {
  description = "Who answers for it; a tag."
  type        = string
  default     = "babyfoot"
}

variable "cost_center" {
  description = "Who pays for it; a tag."
  type        = string
  default     = "campus-life"
}

variable "github_repository" {
  description = "Repository whose workflows may plan, release and deploy: owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.github_repository))
    error_message = "github_repository is owner/name, without wildcards."
  }
}

variable "environments" {
  description = "Environments that workflows may deploy, each behind GitHub's environment of that name with its approvers."
  type        = set(string)
  default     = ["demo", "campus", "region"]
}
