variable "name" {
  description = "Prefix of names: babyfoot-<environment>."
  type        = string
}

variable "region" {
  description = "Region of the database."
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

variable "size" {
  description = "Class, storage and its limit, standby, read replica."
  type = object({
    class          = string
    storage_gb     = number
    max_storage_gb = number
    multi_az       = bool
    read_replica   = bool
  })
}

variable "owner_password" {
  description = "The owner's password, where a replica follows; written when owner_password_version grows, else not looked at."
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true
}

variable "owner_password_version" {
  description = "Which password of the owner this is, where a replica follows."
  type        = number
}

variable "parameter_group_name" {
  description = "Name of the parameter group."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets, in two zones at least."
  type        = list(string)
}

variable "security_group_id" {
  description = "Security group of PostgreSQL."
  type        = string
}

variable "backup_retention_days" {
  description = "Days to any point of which the database can be restored."
  type        = number
}

variable "protected" {
  description = "Whether the database refuses to be destroyed, and its backups outlive it."
  type        = bool
}

variable "stop_at_night" {
  description = "Whether the database sleeps at night."
  type        = bool
}

variable "log_retention_days" {
  description = "Days for which logs are kept."
  type        = number
}

variable "database_key_arn" {
  description = "Key that encrypts the database and what is made of it."
  type        = string
}

variable "logs_key_arn" {
  description = "Key that encrypts logs."
  type        = string
}
