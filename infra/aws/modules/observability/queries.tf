locals {
  queries = {
    errors = {
      groups = [var.log_group_names.app]
      query  = "fields @timestamp, msg, err.message, reqId | filter level >= 50 | sort @timestamp desc | limit 100"
    }
    slow-requests = {
      groups = [var.log_group_names.app]
      query  = "fields @timestamp, req.method, req.url, responseTime, reqId | filter responseTime > 500 | sort responseTime desc | limit 100"
    }
    slow-statements = {
      groups = [for name in var.database_log_group_names : name if endswith(name, "/postgresql")]
      query  = "fields @timestamp, @message | filter @message like /duration:/ | sort @timestamp desc | limit 100"
    }
    refused-sign-ins = {
      groups = var.database_log_group_names
      query  = "fields @timestamp, @message | filter @message like /FATAL|pg_hba|authentication failed/ | sort @timestamp desc | limit 100"
    }
    refused-connections = {
      groups = [var.flow_log_group_name]
      query  = "filter action = 'REJECT' | stats count(*) as tries by srcAddr, dstPort | sort tries desc | limit 50"
    }
    sessions = {
      groups = [var.log_group_names.sessions]
      query  = "fields @timestamp, @logStream, @message | sort @timestamp desc | limit 200"
    }
  }
}

resource "aws_cloudwatch_query_definition" "this" {
  for_each = local.queries

  name            = "${var.name}/${each.key}"
  log_group_names = each.value.groups
  query_string    = each.value.query
}
