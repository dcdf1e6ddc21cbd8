variable "bucket" {
  description = "Name of the bucket; the whole world shares these names, so it ends in the account's number."
  type        = string
}

variable "account_id" {
  description = "Account of the bucket."
  type        = string
}

variable "kms_key_arn" {
  description = "Key that encrypts the bucket; null for S3's own, which is all that log delivery can write with."
  type        = string
  default     = null
}

variable "protected" {
  description = "Whether the bucket refuses to be destroyed while there is something in it."
  type        = bool
}

variable "expiration_days" {
  description = "Days after which an object is removed; null keeps it."
  type        = number
  default     = null
}

variable "noncurrent_days" {
  description = "Days for which what was overwritten or removed can be had back."
  type        = number
  default     = 30
}

variable "log_bucket" {
  description = "Bucket that takes the access log of this one; null for the log bucket itself."
  type        = string
  default     = null
}

variable "writers" {
  description = "AWS services that may read or write here: statement, actions, paths, and from which resources they may act."
  type = list(object({
    sid         = string
    service     = string
    actions     = list(string)
    paths       = list(string)
    source_arns = optional(list(string))
  }))
  default = []
}
