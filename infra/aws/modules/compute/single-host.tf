resource "aws_instance" "host" {
  count = local.fleets ? 0 : 1

  user_data_replace_on_change = true

  launch_template {
    id      = aws_launch_template.this["host"].id
    version = aws_launch_template.this["host"].latest_version
  }

  tags = { Name = "${var.name}-host" }
}

resource "aws_eip" "host" {
  count = local.fleets ? 0 : 1

  domain   = "vpc"
  instance = aws_instance.host[0].id

  tags = { Name = "${var.name}-host" }
}
