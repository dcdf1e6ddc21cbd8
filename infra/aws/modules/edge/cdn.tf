# Hashed files come from a bucket that keeps those of earlier releases, so that a page opened yesterday still finds its
# own; what the bucket does not have yet is asked of front hosts. Pages and the interface are never kept.
data "aws_cloudfront_cache_policy" "kept" {
  name = "Managed-CachingOptimized"
}

data "aws_cloudfront_cache_policy" "never_kept" {
  name = "Managed-CachingDisabled"
}

data "aws_cloudfront_origin_request_policy" "everything" {
  name = "Managed-AllViewer"
}

data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

module "files" {
  source = "../bucket"

  bucket      = "${var.name}-files-${var.account_id}"
  account_id  = var.account_id
  kms_key_arn = var.storage_key_arn
  protected   = var.protected
  log_bucket  = var.log_bucket

  # A page may stay open for weeks; after half a year nobody asks for its files any more.
  expiration_days = 180

  writers = [{
    sid         = "CloudFrontReads"
    service     = "cloudfront.amazonaws.com"
    actions     = ["s3:GetObject"]
    paths       = ["assets/*"]
    source_arns = ["arn:aws:cloudfront::${var.account_id}:distribution/*"]
  }]
}

resource "aws_cloudfront_origin_access_control" "files" {
  name                              = "${var.name}-files"
  description                       = "CloudFront signs what it asks of the bucket"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_response_headers_policy" "strict" {
  name    = "${var.name}-strict"
  comment = "HTTPS for a year, no sniffing, no framing by others"

  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 31536000
      include_subdomains         = true
      override                   = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = "SAMEORIGIN"
      override     = true
    }

    referrer_policy {
      referrer_policy = "same-origin"
      override        = true
    }

    # The application's own is narrower, so it stands where it is sent.
    content_security_policy {
      content_security_policy = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
      override                = false
    }
  }
}

resource "aws_cloudfront_distribution" "this" {
  enabled         = true
  comment         = var.name
  aliases         = [var.domain_name, "www.${var.domain_name}"]
  http_version    = "http2and3"
  is_ipv6_enabled = true
  price_class     = "PriceClass_100"
  web_acl_id      = aws_wafv2_web_acl.this["cdn"].arn

  origin {
    origin_id   = "hosts"
    domain_name = "api.${var.domain_name}"

    custom_origin_config {
      http_port                = 80
      https_port               = 443
      origin_protocol_policy   = "https-only"
      origin_ssl_protocols     = ["TLSv1.2"]
      origin_read_timeout      = 60
      origin_keepalive_timeout = 60
    }
  }

  origin {
    origin_id                = "files"
    domain_name              = module.files.regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.files.id
  }

  origin_group {
    origin_id = "files-then-hosts"

    failover_criteria {
      status_codes = [403, 404, 500, 502, 503, 504]
    }

    member {
      origin_id = "files"
    }

    member {
      origin_id = "hosts"
    }
  }

  ordered_cache_behavior {
    path_pattern               = "/assets/*"
    target_origin_id           = "files-then-hosts"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = data.aws_cloudfront_cache_policy.kept.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.strict.id
  }

  default_cache_behavior {
    target_origin_id           = "hosts"
    allowed_methods            = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = data.aws_cloudfront_cache_policy.never_kept.id
    origin_request_policy_id   = data.aws_cloudfront_origin_request_policy.everything.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.strict.id
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate_validation.this["global"].certificate_arn
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}
