variable "name" {
  description = "Prefix of names: babyfoot-<environment>."
  type        = string
}

variable "region" {
  description = "Region of the load balancer."
  type        = string
}

variable "account_id" {
  description = "Account of all this."
  type        = string
}

variable "domain_name" {
  description = "Domain of the application: the apex and www are the CDN's, api is the load balancer's."
  type        = string
}

variable "hosted_zone_id" {
  description = "Zone of the domain where there is one already, or null."
  type        = string
}

variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "public_subnet_ids" {
  description = "Public subnets, in two zones at least."
  type        = list(string)
}

variable "alb_security_group_id" {
  description = "Security group of the load balancer."
  type        = string
}

variable "app_port" {
  description = "Port on which the application listens."
  type        = number
}

variable "log_bucket" {
  description = "Bucket that takes access logs."
  type        = string
}

variable "protected" {
  description = "Whether the load balancer refuses to be destroyed."
  type        = bool
}

variable "requests_per_address" {
  description = "Requests that one address may make in five minutes; a campus has one address for all."
  type        = number
  default     = 60000
}

variable "sign_ins_per_address" {
  description = "Requests to sign in, up or out that one address may make in five minutes."
  type        = number
  default     = 3000
}

variable "log_retention_days" {
  description = "Days for which the firewall's logs are kept."
  type        = number
}

variable "logs_key_arn" {
  description = "Key that encrypts logs."
  type        = string
}

variable "global_key_arn" {
  description = "Key that encrypts logs in us-east-1."
  type        = string
}

variable "storage_key_arn" {
  description = "Key that encrypts the web application's files."
  type        = string
}
