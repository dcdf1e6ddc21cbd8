variable "name" {
  description = "Prefix of names: babyfoot-<environment>."
  type        = string
}

variable "environment" {
  description = "Name of the environment."
  type        = string
}

variable "owner" {
  description = "Who answers for the hosts; a tag."
  type        = string
}

variable "cost_center" {
  description = "Who pays for the hosts; a tag."
  type        = string
}

variable "region" {
  description = "Region of the hosts."
  type        = string
}

variable "permissions_boundary_arn" {
  description = "The most that any role made here can be given."
  type        = string
}

variable "account_id" {
  description = "Account of the hosts."
  type        = string
}

variable "topology" {
  description = "fleets or single_host."
  type        = string
}

variable "instance_type" {
  description = "Type of the hosts."
  type        = string
}

variable "front" {
  description = "Fewest and most front hosts."
  type        = object({ min = number, max = number })
}

variable "back" {
  description = "Fewest and most back hosts."
  type        = object({ min = number, max = number })
}

variable "spot_percentage" {
  description = "Share of front hosts above the fewest that are spot capacity, in percent."
  type        = number
}

variable "requests_per_host_minute" {
  description = "Requests a minute above which a fleet gets another host."
  type        = number
  default     = 6000
}

variable "subnet_ids" {
  description = "Subnets of the hosts: private for fleets, public for the single host."
  type        = list(string)
}

variable "security_group_ids" {
  description = "Security groups by kind of host."
  type        = map(string)
}

variable "target_group_arns" {
  description = "Target groups of the load balancer by kind of host; empty for a single host."
  type        = map(string)
}

variable "request_labels" {
  description = "Load balancer and target group of each kind, as scaling by requests names them."
  type        = map(string)
}

variable "rollback_alarm_names" {
  description = "Alarms that bring the former release back while hosts are being replaced."
  type        = list(string)
}

variable "app_port" {
  description = "Port on which the application listens."
  type        = number
}

variable "public_url" {
  description = "Address at which people find the application; empty where it is that of the host."
  type        = string
}

variable "domain_name" {
  description = "Domain of a single host, for its certificate; null for none."
  type        = string
}

variable "trusted_proxies" {
  description = "Addresses whose word on the client's address is believed: the load balancer's subnets and the CDN."
  type        = list(string)
}

variable "settings" {
  description = "Further settings of the application that are no secrets."
  type        = map(string)
}

variable "database" {
  description = "Where PostgreSQL is, how many connections it takes, and how one signs in."
  type = object({
    address          = string
    port             = number
    name             = string
    owner_secret_arn = string
    resource_ids     = list(string)
    replica_address  = string
    max_connections  = number
  })
}

variable "settings_secret_arn" {
  description = "Secret that holds the application's secret settings."
  type        = string
}

variable "exports_bucket" {
  description = "Bucket that takes nightly exports."
  type        = object({ id = string, arn = string })
}

variable "image_repository_arn" {
  description = "Repository of the application's image."
  type        = string
}

variable "log_retention_days" {
  description = "Days for which logs are kept."
  type        = number
}

variable "logs_key_arn" {
  description = "Key that encrypts logs and sessions."
  type        = string
}

variable "secrets_key_arn" {
  description = "Key that encrypts the application's secrets."
  type        = string
}

variable "database_key_arn" {
  description = "Key that encrypts the owner's secret."
  type        = string
}

variable "storage_key_arn" {
  description = "Key that encrypts exports."
  type        = string
}
