locals {
  # Memory of a class, in GiB; a connection is given 12 MiB of it, which leaves RDS's own processes their share.
  memory_gib = {
    "db.t4g.micro"  = 1
    "db.t4g.small"  = 2
    "db.t4g.medium" = 4
    "db.t4g.large"  = 8
  }
  max_connections = floor(local.memory_gib[var.size.class] * 1024 / 12)

  # iam-db-auth-error is a log of its own since PostgreSQL 15.
  logs       = ["iam-db-auth-error", "postgresql", "upgrade"]
  instances  = var.size.read_replica ? [var.name, "${var.name}-replica"] : [var.name]
  log_groups = { for pair in setproduct(local.instances, local.logs) : "${pair[0]}/${pair[1]}" => pair }
}

resource "aws_db_subnet_group" "this" {
  name        = var.name
  description = "Private subnets of PostgreSQL, without a way out"
  subnet_ids  = var.subnet_ids
}

resource "aws_db_parameter_group" "this" {
  name        = var.parameter_group_name
  family      = "postgres17"
  description = "TLS only, slow statements logged, connections by the class"

  dynamic "parameter" {
    for_each = {
      # The default of PostgreSQL 17: RDS keeps the default's method, whatever it is told.
      "rds.force_ssl"              = { value = "1", method = "pending-reboot" }
      "log_min_duration_statement" = { value = "2000", method = "immediate" }
      "log_statement"              = { value = "ddl", method = "immediate" }
      "log_connections"            = { value = "1", method = "immediate" }
      "log_disconnections"         = { value = "1", method = "immediate" }
      "log_lock_waits"             = { value = "1", method = "immediate" }
      # Values, keys and rows are people's: the log names nobody.
      "log_parameter_max_length"            = { value = "0", method = "immediate" }
      "log_parameter_max_length_on_error"   = { value = "0", method = "immediate" }
      "log_error_verbosity"                 = { value = "terse", method = "immediate" }
      "idle_in_transaction_session_timeout" = { value = "60000", method = "immediate" }
      "max_connections"                     = { value = tostring(local.max_connections), method = "pending-reboot" }
    }

    content {
      name         = parameter.key
      value        = parameter.value.value
      apply_method = parameter.value.method
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

# Before the instance, so that RDS finds them with retention and key, and makes none of its own.
resource "aws_cloudwatch_log_group" "this" {
  for_each = local.log_groups

  name              = "/aws/rds/instance/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_key_arn
}

resource "aws_db_instance" "this" {
  identifier                 = var.name
  engine                     = "postgres"
  engine_version             = "17.4"
  auto_minor_version_upgrade = true
  instance_class             = var.size.class
  db_name                    = "babyfoot"
  port                       = 5432
  ca_cert_identifier         = "rds-ca-rsa2048-g1"
  parameter_group_name       = aws_db_parameter_group.this.name

  storage_type          = "gp3"
  allocated_storage     = var.size.storage_gb
  max_allocated_storage = var.size.max_storage_gb
  storage_encrypted     = true
  kms_key_id            = var.database_key_arn

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [var.security_group_id]
  publicly_accessible    = false
  multi_az               = var.size.multi_az

  # RDS refuses a read replica of a database whose password it keeps: with one, the secret is ours (owner.tf).
  username                            = "babyfoot_owner"
  manage_master_user_password         = var.size.read_replica ? null : true
  master_user_secret_kms_key_id       = var.size.read_replica ? null : var.database_key_arn
  password_wo                         = var.size.read_replica ? local.owner_password : null
  password_wo_version                 = var.size.read_replica ? var.owner_password_version : null
  iam_database_authentication_enabled = true

  backup_retention_period = var.backup_retention_days
  backup_window           = "01:35-02:05"
  # When a database that sleeps at night is awake again.
  maintenance_window       = "sun:05:30-sun:06:30"
  copy_tags_to_snapshot    = true
  delete_automated_backups = !var.protected

  deletion_protection       = var.protected
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.name}-final"

  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.monitoring.arn
  performance_insights_enabled          = true
  performance_insights_kms_key_id       = var.database_key_arn
  performance_insights_retention_period = 7
  enabled_cloudwatch_logs_exports       = local.logs

  tags = { Name = var.name }

  lifecycle {
    # The minor version moves by itself, in the maintenance window.
    ignore_changes = [engine_version]
  }

  depends_on = [aws_cloudwatch_log_group.this]
}

# Insights and analysts read here, and leave the tables' goals alone.
resource "aws_db_instance" "replica" {
  count = var.size.read_replica ? 1 : 0

  identifier                 = "${var.name}-replica"
  replicate_source_db        = aws_db_instance.this.identifier
  instance_class             = var.size.class
  auto_minor_version_upgrade = true
  ca_cert_identifier         = "rds-ca-rsa2048-g1"
  parameter_group_name       = aws_db_parameter_group.this.name

  storage_type          = "gp3"
  max_allocated_storage = var.size.max_storage_gb
  storage_encrypted     = true
  kms_key_id            = var.database_key_arn

  vpc_security_group_ids              = [var.security_group_id]
  publicly_accessible                 = false
  multi_az                            = false
  iam_database_authentication_enabled = true

  maintenance_window    = "sun:04:00-sun:05:00"
  copy_tags_to_snapshot = true
  deletion_protection   = var.protected
  skip_final_snapshot   = true

  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.monitoring.arn
  performance_insights_enabled          = true
  performance_insights_kms_key_id       = var.database_key_arn
  performance_insights_retention_period = 7
  enabled_cloudwatch_logs_exports       = local.logs

  tags = { Name = "${var.name}-replica" }

  depends_on = [aws_cloudwatch_log_group.this]
}
