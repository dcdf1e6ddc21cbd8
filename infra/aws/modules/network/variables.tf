variable "name" {
  description = "Prefix of names: babyfoot-<environment>."
  type        = string
}

variable "environment" {
  description = "Name of the environment."
  type        = string
}

variable "region" {
  description = "Region of the network."
  type        = string
}

variable "permissions_boundary_arn" {
  description = "The most that any role made here can be given."
  type        = string
}

variable "account_id" {
  description = "Account that the network is in."
  type        = string
}

variable "topology" {
  description = "fleets or single_host."
  type        = string
}

variable "vpc_cidr" {
  description = "Addresses of the network, a /16."
  type        = string
}

variable "availability_zones" {
  description = "How many availability zones are used."
  type        = number
}

variable "nat_gateways" {
  description = "How many NAT gateways; 0 where no host is in a private subnet."
  type        = number
}

variable "app_port" {
  description = "Port on which the application listens."
  type        = number
}

variable "admin_cidrs" {
  description = "Single addresses that may reach PostgreSQL."
  type        = list(string)
}

variable "log_retention_days" {
  description = "Days for which flow logs are kept."
  type        = number
}

variable "logs_key_arn" {
  description = "Key that encrypts logs."
  type        = string
}
