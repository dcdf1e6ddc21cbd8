variable "name" {
  description = "Prefix of names: babyfoot-<environment>."
  type        = string
}

variable "environment" {
  description = "Name of the environment."
  type        = string
}

variable "region" {
  description = "Region of the exports."
  type        = string
}

variable "permissions_boundary_arn" {
  description = "The most that any role made here can be given."
  type        = string
}

variable "account_id" {
  description = "Account of the exports."
  type        = string
}

variable "protected" {
  description = "Whether the bucket refuses to be destroyed while there is something in it."
  type        = bool
}

variable "expiration_days" {
  description = "Days for which an export is kept; people who were erased must not live on in files."
  type        = number
  default     = 90
}

variable "log_bucket" {
  description = "Bucket that takes access logs."
  type        = string
}

variable "database_identifier" {
  description = "Identifier of the database."
  type        = string
}

variable "database_arn" {
  description = "ARN of the database."
  type        = string
}

variable "snapshot_rule_name" {
  description = "Event rule that hears of each automated snapshot."
  type        = string
}

variable "storage_key_arn" {
  description = "Key that encrypts exports."
  type        = string
}

variable "database_key_arn" {
  description = "Key of the database, with which its snapshots are read."
  type        = string
}
