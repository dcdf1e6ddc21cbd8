variable "name" {
  description = "Prefix of names: babyfoot-<environment>."
  type        = string
}

variable "environment" {
  description = "Name of the environment."
  type        = string
}

variable "region" {
  description = "Region of the environment."
  type        = string
}

variable "account_id" {
  description = "Account of the environment."
  type        = string
}

variable "topology" {
  description = "fleets or single_host."
  type        = string
}

variable "sleeps" {
  description = "Whether the database sleeps at night."
  type        = bool
}

variable "alarm_email" {
  description = "Who is told."
  type        = string
}

variable "monthly_budget_usd" {
  description = "What a month may cost, in US dollars."
  type        = number
}

variable "database" {
  description = "PostgreSQL: identifiers of the database and of its replica (null for none), and the connections it takes."
  type = object({
    identifier         = string
    replica_identifier = string
    max_connections    = number
  })
}

variable "snapshot_rule_name" {
  description = "Event rule that hears of each automated snapshot."
  type        = string
}

variable "asg_names" {
  description = "Auto Scaling groups by kind of host; empty for a single host."
  type        = map(string)
}

variable "instance_id" {
  description = "The single host, or null."
  type        = string
}

variable "edge" {
  description = "Load balancer, target groups, certificates, CDN, firewalls and health check; null for a single host."
  type = object({
    alb_suffix            = string
    target_group_suffixes = map(string)
    certificate_arns      = map(string)
    distribution_id       = string
    health_check_id       = string
    firewall_names        = map(string)
  })
}

variable "log_group_names" {
  description = "Log groups of the application and of sessions."
  type        = object({ app = string, sessions = string })
}

variable "database_log_group_names" {
  description = "Log groups of PostgreSQL."
  type        = list(string)
}

variable "flow_log_group_name" {
  description = "Log group of the network's flow logs."
  type        = string
}

variable "alerts_key_arn" {
  description = "Key that encrypts what is told."
  type        = string
}

variable "global_key_arn" {
  description = "Key that encrypts what is told in us-east-1."
  type        = string
}
