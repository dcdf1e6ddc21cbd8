# What AWS gives every network by default is emptied, so that nothing is reachable by oversight.
resource "aws_default_security_group" "closed" {
  vpc_id  = aws_vpc.this.id
  ingress = []
  egress  = []

  tags = { Name = "${var.name}-default-closed" }
}

resource "aws_default_network_acl" "closed" {
  default_network_acl_id = aws_vpc.this.default_network_acl_id
  subnet_ids             = []

  tags = { Name = "${var.name}-default-closed" }
}

# Every subnet has an access list of ours. Security groups decide between hosts; this keeps remote shells out whatever they say.
resource "aws_network_acl" "subnets" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = values(aws_subnet.this)[*].id

  tags = { Name = "${var.name}-subnets" }
}

resource "aws_network_acl_rule" "no_remote_shell" {
  for_each = { ssh = { port = 22, number = 50 }, rdp = { port = 3389, number = 60 } }

  network_acl_id = aws_network_acl.subnets.id
  rule_number    = each.value.number
  egress         = false
  protocol       = "tcp"
  rule_action    = "deny"
  cidr_block     = "0.0.0.0/0"
  from_port      = each.value.port
  to_port        = each.value.port
}

resource "aws_network_acl_rule" "rest" {
  for_each = { inbound = false, outbound = true }

  network_acl_id = aws_network_acl.subnets.id
  rule_number    = 100
  egress         = each.value
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
}
