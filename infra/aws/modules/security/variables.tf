variable "name" {
  description = "Prefix of names: babyfoot-<environment>."
  type        = string
}

variable "region" {
  description = "Region of the environment."
  type        = string
}

variable "recovery_region" {
  description = "Region that holds the copies of backups."
  type        = string
}

variable "account_id" {
  description = "Account of the environment."
  type        = string
}

variable "protected" {
  description = "Whether a removed secret can be had back for 30 days, or for 7."
  type        = bool
}
