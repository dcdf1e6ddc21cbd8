# Who may speak to whom, on one page. Port 22 is in none of it: Session Manager needs no open port.
locals {
  fleets = var.topology == "fleets"
  groups = local.fleets ? {
    alb        = "Load balancer: HTTP and HTTPS from the world"
    front      = "Front hosts: pages and files, from the load balancer only"
    back       = "Back hosts: the interface, from the load balancer only"
    postgresql = "PostgreSQL: from back hosts only"
    } : {
    host       = "The single host: HTTP and HTTPS from the world"
    postgresql = "PostgreSQL: from the single host only"
  }

  doors = local.fleets ? "alb" : "host"
  app   = local.fleets ? "back" : "host"

  from_world = {
    "${local.doors}-http"  = { group = local.doors, port = 80, description = "HTTP from anywhere, to be sent on to HTTPS" }
    "${local.doors}-https" = { group = local.doors, port = 443, description = "HTTPS from anywhere" }
  }

  from_groups = merge({
    postgresql = { group = "postgresql", source = local.app, port = 5432, description = "PostgreSQL from the application" }
    }, local.fleets ? {
    front = { group = "front", source = "alb", port = var.app_port, description = "Pages from the load balancer" }
    back  = { group = "back", source = "alb", port = var.app_port, description = "The interface from the load balancer" }
  } : {})

  to_groups = merge({
    database = { group = local.app, target = "postgresql", port = 5432, description = "PostgreSQL" }
    }, local.fleets ? {
    front = { group = "alb", target = "front", port = var.app_port, description = "To front hosts" }
    back  = { group = "alb", target = "back", port = var.app_port, description = "To back hosts" }
  } : {})

  # Images, updates, AWS's own services; mail by submission from the application alone.
  to_world = merge([
    for group in local.fleets ? ["front", "back"] : ["host"] : merge({
      "${group}-https" = { group = group, port = 443, description = "HTTPS: images, AWS, sign-in services, webhooks" }
      "${group}-http"  = { group = group, port = 80, description = "HTTP: signed packages of the distribution" }
      }, group == local.app ? {
      "${group}-mail" = { group = group, port = 587, description = "Mail by submission" }
    } : {})
  ]...)
}

resource "aws_security_group" "this" {
  for_each = local.groups

  name        = "${var.name}-${each.key}"
  description = each.value
  vpc_id      = aws_vpc.this.id

  tags = { Name = each.key == "postgresql" ? "POSTGRESQL" : "${var.name}-${each.key}" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "world" {
  for_each = local.from_world

  security_group_id = aws_security_group.this[each.value.group].id
  description       = each.value.description
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

resource "aws_vpc_security_group_ingress_rule" "group" {
  for_each = local.from_groups

  security_group_id            = aws_security_group.this[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = aws_security_group.this[each.value.source].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_ingress_rule" "colleague" {
  for_each = toset(var.admin_cidrs)

  security_group_id = aws_security_group.this["postgresql"].id
  description       = "PostgreSQL from the one address of a colleague"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}

resource "aws_vpc_security_group_egress_rule" "group" {
  for_each = local.to_groups

  security_group_id            = aws_security_group.this[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = aws_security_group.this[each.value.target].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "world" {
  for_each = local.to_world

  security_group_id = aws_security_group.this[each.value.group].id
  description       = each.value.description
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

# PostgreSQL writes answers of queries to the exports bucket (aws_s3), by the endpoint inside the network.
resource "aws_vpc_security_group_egress_rule" "storage" {
  security_group_id = aws_security_group.this["postgresql"].id
  description       = "S3, by the endpoint of the network"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
