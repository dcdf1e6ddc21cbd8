resource "aws_cloudwatch_log_group" "sessions" {
  name              = "/babyfoot/${var.environment}/sessions"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_key_arn
}

# Who opened a shell, and what was typed there, is written down and encrypted.
resource "aws_ssm_document" "session" {
  name            = "${var.name}-session"
  document_type   = "Session"
  document_format = "JSON"

  content = jsonencode({
    schemaVersion = "1.0"
    description   = "Sessions on hosts of ${var.name}: logged, encrypted, ended when idle"
    sessionType   = "Standard_Stream"
    inputs = {
      cloudWatchLogGroupName      = aws_cloudwatch_log_group.sessions.name
      cloudWatchEncryptionEnabled = true
      cloudWatchStreamingEnabled  = true
      kmsKeyId                    = var.logs_key_arn
      idleSessionTimeout          = "20"
      maxSessionDuration          = "120"
      runAsEnabled                = false
    }
  })
}

# Run once a deployment, on one back host, with the image that is about to be served.
resource "aws_ssm_document" "migrate" {
  name            = "${var.name}-migrate"
  document_type   = "Command"
  document_format = "JSON"
  target_type     = "/AWS::EC2::Instance"

  content = jsonencode({
    schemaVersion = "2.2"
    description   = "Brings the schema of ${var.name} to that of a release"
    parameters = {
      Image = {
        type           = "String"
        description    = "The release's image, by digest"
        allowedPattern = "^[A-Za-z0-9./_-]+@sha256:[a-f0-9]{64}$"
      }
    }
    mainSteps = [{
      action = "aws:runShellScript"
      name   = "migrate"
      inputs = {
        timeoutSeconds = "900"
        runCommand     = ["/usr/local/sbin/babyfoot-migrate '{{ Image }}'"]
      }
    }]
  })
}
