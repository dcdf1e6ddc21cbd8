output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "subnet_ids" {
  description = "Subnets by tier: public, app, data."
  value = {
    for tier in keys(local.tiers) : tier => [
      for key, subnet in local.subnets : aws_subnet.this[key].id if subnet.tier == tier
    ]
  }
}

output "public_cidrs" {
  description = "Addresses of the public subnets, in which load balancers stand."
  value       = [for subnet in values(local.subnets) : subnet.cidr if subnet.tier == "public"]
}

output "security_group_ids" {
  description = "Security groups by role: alb, front, back or host, and postgresql."
  value       = { for key, group in aws_security_group.this : key => group.id }
}

output "nat_gateway_ids" {
  description = "NAT gateways."
  value       = values(aws_nat_gateway.this)[*].id
}

output "flow_log_group_name" {
  description = "Log group of the network's flow logs."
  value       = aws_cloudwatch_log_group.flow.name
}
