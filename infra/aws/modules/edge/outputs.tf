output "alb_dns_name" {
  description = "Host name of the load balancer."
  value       = aws_lb.this.dns_name
}

output "alb_suffix" {
  description = "Load balancer, as CloudWatch names it."
  value       = aws_lb.this.arn_suffix
}

output "target_group_arns" {
  description = "Target groups by kind of host."
  value       = { for kind, group in aws_lb_target_group.this : kind => group.arn }

  # Scaling by requests is refused while the load balancer sends nothing there.
  depends_on = [aws_lb_listener.https, aws_lb_listener_rule.back]
}

output "target_group_suffixes" {
  description = "Target groups by kind of host, as CloudWatch names them."
  value       = { for kind, group in aws_lb_target_group.this : kind => group.arn_suffix }

  # Scaling by requests is refused while the load balancer sends nothing there.
  depends_on = [aws_lb_listener.https, aws_lb_listener_rule.back]
}

output "certificate_arns" {
  description = "Certificates: regional, global."
  value       = { for place, certificate in aws_acm_certificate.this : place => certificate.arn }
}

output "distribution_id" {
  description = "The CDN's distribution."
  value       = aws_cloudfront_distribution.this.id
}

output "files_bucket" {
  description = "Bucket of the web application's hashed files, below assets/."
  value       = module.files.id
}

output "health_check_id" {
  description = "The health check from outside."
  value       = aws_route53_health_check.ready.id
}

output "firewall_names" {
  description = "Firewalls by place: cdn, alb."
  value       = { for place, acl in aws_wafv2_web_acl.this : place => acl.name }
}

output "cdn_cidrs" {
  description = "Addresses from which CloudFront asks the load balancer."
  value       = [for entry in data.aws_ec2_managed_prefix_list.cloudfront.entries : entry.cidr]
}

output "name_servers" {
  description = "Name servers to enter at the registrar; empty where the zone was there already."
  value       = flatten(aws_route53_zone.this[*].name_servers)
}
