variable "environment" {
  description = "Name of the environment; everything is called babyfoot-<environment>."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,14}[a-z0-9]$", var.environment))
    error_message = "environment is 3 to 16 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "region" {
  description = "AWS region of everything that need not be elsewhere; in the European Union, for the GDPR."
  type        = string
  default     = "eu-west-3"

  validation {
    condition     = contains(["eu-west-1", "eu-west-3", "eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2"], var.region)
    error_message = "region must be one of AWS's regions in the European Union."
  }
}

variable "recovery_region" {
  description = "AWS region that holds the copies of backups; in the European Union, and another than region."
  type        = string
  default     = "eu-west-1"

  validation {
    condition     = contains(["eu-west-1", "eu-west-3", "eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2"], var.recovery_region) && var.recovery_region != var.region
    error_message = "recovery_region must be one of AWS's regions in the European Union, and another than region."
  }
}

variable "owner" {
  description = "Who answers for the environment; a tag."
  type        = string
  default     = "babyfoot"
}

variable "cost_center" {
  description = "Who pays for the environment; a tag."
  type        = string
  default     = "campus-life"
}

variable "topology" {
  description = "fleets: front and back hosts behind a load balancer and a CDN; single_host: one host that does everything, in a public subnet."
  type        = string
  default     = "fleets"

  validation {
    condition     = contains(["fleets", "single_host"], var.topology)
    error_message = "topology is fleets or single_host."
  }
}

variable "domain_name" {
  description = "Domain of the application (apex, www and api are served). Needed by fleets; without it a single host answers on its address, without HTTPS."
  type        = string
  default     = null

  validation {
    condition     = var.domain_name == null ? true : can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain_name))
    error_message = "domain_name is a lower-case domain such as babyfoot.example.org."
  }

  validation {
    condition     = var.topology == "single_host" || var.domain_name != null
    error_message = "fleets need domain_name: the load balancer answers HTTPS only."
  }
}

variable "hosted_zone_id" {
  description = "Route 53 zone of domain_name where there is one already; by default one is created."
  type        = string
  default     = null
}

variable "vpc_cidr" {
  description = "Addresses of the network, a /16."
  type        = string
  default     = "10.40.0.0/16"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && endswith(var.vpc_cidr, "/16")
    error_message = "vpc_cidr is a /16 such as 10.40.0.0/16."
  }
}

variable "availability_zones" {
  description = "How many availability zones are used."
  type        = number
  default     = 2

  validation {
    condition     = contains([2, 3], var.availability_zones)
    error_message = "availability_zones is 2 or 3."
  }
}

variable "nat_gateways" {
  description = "How many NAT gateways private hosts go out by: 1 is cheaper, one per zone survives the loss of a zone."
  type        = number
  default     = 1

  validation {
    condition     = var.nat_gateways >= 1 && var.nat_gateways <= var.availability_zones
    error_message = "nat_gateways is from 1 to the number of availability zones."
  }
}

variable "admin_cidrs" {
  description = "Addresses that may reach PostgreSQL directly, each a /32 inside the network's reach (VPN). Port forwarding by Session Manager is preferred and needs none."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.admin_cidrs : can(cidrhost(cidr, 0)) && endswith(cidr, "/32") && !startswith(cidr, "0.")])
    error_message = "admin_cidrs holds single addresses (/32) only, never a range and never the world."
  }
}

variable "instance_type" {
  description = "Type of the hosts."
  type        = string
  default     = "t3.micro"

  validation {
    condition     = can(regex("^t(3|3a|4g)\\.(micro|small|medium|large)$", var.instance_type))
    error_message = "instance_type is a t3, t3a or t4g from micro to large."
  }
}

variable "front" {
  description = "Front hosts at work: fewest and most."
  type        = object({ min = number, max = number })
  default     = { min = 2, max = 4 }

  validation {
    condition     = var.front.min >= 2 && var.front.max >= var.front.min
    error_message = "front needs at least 2 hosts, and max not below min."
  }
}

variable "back" {
  description = "Back hosts at work: fewest and most."
  type        = object({ min = number, max = number })
  default     = { min = 2, max = 4 }

  validation {
    condition     = var.back.min >= 2 && var.back.max >= var.back.min
    error_message = "back needs at least 2 hosts, and max not below min."
  }
}

variable "spot_percentage" {
  description = "Share of front hosts above the fewest that are bought as spot capacity, in percent."
  type        = number
  default     = 0

  validation {
    condition     = var.spot_percentage >= 0 && var.spot_percentage <= 100
    error_message = "spot_percentage is from 0 to 100."
  }
}

variable "database" {
  description = "Size of PostgreSQL: class, storage that grows from storage_gb to max_storage_gb, a standby in another zone, a read replica for insights."
  type = object({
    class          = string
    storage_gb     = number
    max_storage_gb = number
    multi_az       = bool
    read_replica   = bool
  })

  validation {
    condition     = can(regex("^db\\.t4g\\.(micro|small|medium|large)$", var.database.class))
    error_message = "database.class is a db.t4g from micro to large."
  }

  validation {
    condition     = var.database.storage_gb >= 20 && var.database.max_storage_gb >= ceil(var.database.storage_gb * 1.1)
    error_message = "database.storage_gb is at least 20, and max_storage_gb at least 10 % above it."
  }
}

variable "owner_password" {
  description = "Password of the database's owner, where a replica follows: infra/deploy.sh makes one up each time. Written when owner_password_version grows, else not looked at; in no plan and no state."
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true
}

variable "owner_password_version" {
  description = "Which password the owner has, where a replica follows: one more, and the next deployment gives it another. Without a replica RDS changes it by itself."
  type        = number
  default     = 1

  validation {
    condition     = var.owner_password_version >= 1 && floor(var.owner_password_version) == var.owner_password_version
    error_message = "owner_password_version is a whole number from 1."
  }
}

variable "parameter_group_name" {
  description = "Name of PostgreSQL's parameter group; environments that share an account and a region give it another."
  type        = string
  default     = "babyfoot-pg-params"
}

variable "backup_retention_days" {
  description = "Days to any point of which the database can be restored."
  type        = number
  default     = 5

  validation {
    condition     = var.backup_retention_days >= 5 && var.backup_retention_days <= 35
    error_message = "backup_retention_days is from 5 to 35."
  }
}

variable "protected" {
  description = "Whether the database, the load balancer and the buckets refuse to be destroyed. Only an environment that is about to be given up sets it to false."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "Days for which logs are kept; they hold addresses of people, so not for ever."
  type        = number
  default     = 90

  validation {
    condition     = contains([30, 60, 90, 180], var.log_retention_days)
    error_message = "log_retention_days is 30, 60, 90 or 180."
  }
}

variable "stop_at_night" {
  description = "Whether the database sleeps at night (21:00 to 05:00 UTC, awake for its backup); only for a single host."
  type        = bool
  default     = false

  validation {
    condition     = !var.stop_at_night || var.topology == "single_host"
    error_message = "only a single host may sleep at night."
  }
}

variable "off_account_vault_arn" {
  description = "Backup vault in another account of the organisation, to which the weekly backup is copied too, for the loss of this account; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.off_account_vault_arn == null ? true : can(regex("^arn:aws:backup:[a-z0-9-]+:[0-9]{12}:backup-vault:.+$", var.off_account_vault_arn))
    error_message = "off_account_vault_arn is the ARN of a backup vault."
  }
}

variable "alarm_email" {
  description = "Who is told by mail of alarms and of costs."
  type        = string

  validation {
    condition     = can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", var.alarm_email))
    error_message = "alarm_email is an e-mail address."
  }
}

variable "monthly_budget_usd" {
  description = "What a month may cost, in US dollars; told at 80 % and 100 %, and when the forecast passes it."
  type        = number

  validation {
    condition     = var.monthly_budget_usd > 0
    error_message = "monthly_budget_usd is above 0."
  }
}

variable "settings" {
  description = "Further settings of the application that are no secrets, such as ALLOWED_EMAIL_DOMAINS. Secrets go to the settings secret."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.settings) : !can(regex("PASSWORD|SECRET|TOKEN|_KEY$|SMTP_URL|DATABASE_URL", name))])
    error_message = "settings holds no secrets: those go to the settings secret."
  }
}
