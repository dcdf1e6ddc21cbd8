resource "aws_route53_zone" "this" {
  count = var.hosted_zone_id == null ? 1 : 0

  name    = var.domain_name
  comment = "Names of ${var.name}"
}

locals {
  zone_id = var.hosted_zone_id == null ? aws_route53_zone.this[0].zone_id : var.hosted_zone_id

  # Browsers come by the CDN, tables' sensors straight to the load balancer.
  aliases = merge([
    for name, target in {
      (var.domain_name)        = { name = aws_cloudfront_distribution.this.domain_name, zone_id = aws_cloudfront_distribution.this.hosted_zone_id, types = ["A", "AAAA"], health = false }
      "www.${var.domain_name}" = { name = aws_cloudfront_distribution.this.domain_name, zone_id = aws_cloudfront_distribution.this.hosted_zone_id, types = ["A", "AAAA"], health = false }
      "api.${var.domain_name}" = { name = aws_lb.this.dns_name, zone_id = aws_lb.this.zone_id, types = ["A"], health = true }
    } : { for type in target.types : "${name}/${type}" => merge(target, { record = name, type = type }) }
  ]...)
}

resource "aws_route53_record" "alias" {
  for_each = local.aliases

  zone_id = local.zone_id
  name    = each.value.record
  type    = each.value.type

  alias {
    name                   = each.value.name
    zone_id                = each.value.zone_id
    evaluate_target_health = each.value.health
  }
}

# One certificate for the load balancer, one for CloudFront; the same names, so the same proof in DNS.
resource "aws_acm_certificate" "this" {
  for_each = { regional = var.region, global = local.global }

  region                    = each.value
  domain_name               = var.domain_name
  subject_alternative_names = slice(local.names, 1, 3)
  validation_method         = "DNS"

  tags = { Name = "${var.name}-${each.key}" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "proof" {
  for_each = {
    for proof in aws_acm_certificate.this["regional"].domain_validation_options : proof.domain_name => proof
  }

  zone_id         = local.zone_id
  name            = each.value.resource_record_name
  type            = each.value.resource_record_type
  records         = [each.value.resource_record_value]
  ttl             = 300
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  for_each = aws_acm_certificate.this

  region                  = each.value.region
  certificate_arn         = each.value.arn
  validation_record_fqdns = values(aws_route53_record.proof)[*].fqdn
}

resource "aws_route53_health_check" "ready" {
  type              = "HTTPS"
  fqdn              = "api.${var.domain_name}"
  port              = 443
  resource_path     = "/readyz"
  request_interval  = 30
  failure_threshold = 3
  measure_latency   = true
  enable_sni        = true

  tags = { Name = "${var.name}-ready" }
}
