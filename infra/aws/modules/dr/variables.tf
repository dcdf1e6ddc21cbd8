variable "name" {
  description = "Prefix of names: babyfoot-<environment>."
  type        = string
}

variable "region" {
  description = "Region of the database."
  type        = string
}

variable "recovery_region" {
  description = "Region that holds the copies."
  type        = string
}

variable "permissions_boundary_arn" {
  description = "The most that any role made here can be given."
  type        = string
}

variable "account_id" {
  description = "Account of the database."
  type        = string
}

variable "database_arn" {
  description = "The database."
  type        = string
}

variable "cross_region" {
  description = "Whether any point can be restored in the region of recovery too, not only the weekly copy."
  type        = bool
}

variable "backup_retention_days" {
  description = "Days to any point of which the database can be restored."
  type        = number
}

variable "off_account_vault_arn" {
  description = "Vault in another account to which the weekly backup is copied too, or null."
  type        = string
}

variable "topic_arn" {
  description = "Topic that is told of backups that failed."
  type        = string
}

variable "database_key_arn" {
  description = "Key of the database and of the vault at home."
  type        = string
}

variable "recovery_key_arn" {
  description = "Key of the copies, in the region of recovery."
  type        = string
}
