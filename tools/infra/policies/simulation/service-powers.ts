import { EXPORTS, kmsKey } from "./host-powers.ts";
import { can, cannot, type Power } from "./power.ts";

function writer(folder: string): readonly Power[] {
  const other = folder === "queries" ? "snapshots" : "queries";
  return [
    can(`writes exports below ${folder}/`, (arns) => ({
      action: "s3:PutObject",
      resource: `${arns.of(EXPORTS)}/${folder}/games.parquet`,
    })),
    can("finds the bucket", (arns) => ({ action: "s3:ListBucket", resource: arns.of(EXPORTS) })),
    can("encrypts with the exports' key", (arns) => ({
      action: "kms:GenerateDataKey",
      resource: arns.of(kmsKey("storage")),
    })),
    cannot(`write below ${other}/`, (arns) => ({
      action: "s3:PutObject",
      resource: `${arns.of(EXPORTS)}/${other}/games.parquet`,
    })),
    cannot("write into another bucket", () => ({
      action: "s3:PutObject",
      resource: "arn:aws:s3:::babyfoot-state-123456789012/campus/terraform.tfstate",
    })),
    cannot("use the database's key", (arns) => ({
      action: "kms:Decrypt",
      resource: arns.of(kmsKey("secrets")),
    })),
  ];
}

function automation(host: string): readonly Power[] {
  return [
    can("starts the export of a snapshot", () => ({
      action: "rds:StartExportTask",
      resource: "*",
    })),
    can("hands the writer's role to RDS", (arns) => ({
      action: "iam:PassRole",
      resource: arns.of('module.exports.aws_iam_role.writer["snapshots"]'),
      context: { "iam:PassedToService": "export.rds.amazonaws.com" },
    })),
    can("encrypts it through RDS", (arns) => ({
      action: "kms:CreateGrant",
      resource: arns.of(kmsKey("storage")),
      context: { "kms:ViaService": "rds.eu-west-3.amazonaws.com" },
    })),
    cannot("use the exports' key by itself", (arns) => ({
      action: "kms:Decrypt",
      resource: arns.of(kmsKey("storage")),
    })),
    cannot("start one in another region", () => ({
      action: "rds:StartExportTask",
      resource: "*",
      context: { "aws:RequestedRegion": "us-east-1" },
    })),
    cannot("hand that role to a host", (arns) => ({
      action: "iam:PassRole",
      resource: arns.of('module.exports.aws_iam_role.writer["snapshots"]'),
      context: { "iam:PassedToService": "ec2.amazonaws.com" },
    })),
    cannot("hand another role on", (arns) => ({
      action: "iam:PassRole",
      resource: arns.of(`module.compute.aws_iam_role.host["${host}"]`),
      context: { "iam:PassedToService": "export.rds.amazonaws.com" },
    })),
    cannot("delete a snapshot", () => ({
      action: "rds:DeleteDBSnapshot",
      resource: "arn:aws:rds:eu-west-3:123456789012:snapshot:rds:babyfoot-campus-1",
    })),
  ];
}

/** Roles that AWS's services take, the same in each size; `name` is that of the environment. */
export function serviceRoles(name: string): Readonly<Record<string, readonly Power[]>> {
  const host = name === "babyfoot-demo" ? "host" : "back";
  return {
    'module.exports.aws_iam_role.writer["queries"]': writer("queries"),
    'module.exports.aws_iam_role.writer["snapshots"]': writer("snapshots"),
    "module.exports.aws_iam_role.automation": automation(host),
    "module.exports.aws_iam_role.events": [
      can("starts the export's automation", () => ({
        action: "ssm:StartAutomationExecution",
        resource: `arn:aws:ssm:eu-west-3:123456789012:automation-definition/${name}-export-snapshot:1`,
      })),
      can("starts it, as AWS asks for the document too", () => ({
        action: "ssm:StartAutomationExecution",
        resource: `arn:aws:ssm:eu-west-3:123456789012:document/${name}-export-snapshot`,
      })),
      cannot("start another automation", () => ({
        action: "ssm:StartAutomationExecution",
        resource: "arn:aws:ssm:eu-west-3:123456789012:automation-definition/AWS-StopEC2Instance:1",
      })),
      cannot("run a command on a host", () => ({
        action: "ssm:SendCommand",
        resource: "arn:aws:ec2:eu-west-3:123456789012:instance/i-0123456789abcdef0",
      })),
    ],
    "module.network.aws_iam_role.flow": [
      can("writes the log of connections", (arns) => ({
        action: "logs:PutLogEvents",
        resource: `${arns.of("module.network.aws_cloudwatch_log_group.flow")}:log-stream:eni`,
      })),
      cannot("write the application's log", (arns) => ({
        action: "logs:PutLogEvents",
        resource: `${arns.of("module.compute.aws_cloudwatch_log_group.app")}:log-stream:host`,
      })),
    ],
    "module.database.aws_iam_role.monitoring": [
      can("writes what it sees of the operating system", () => ({
        action: "logs:PutLogEvents",
        resource: "arn:aws:logs:eu-west-3:123456789012:log-group:RDSOSMetrics:log-stream:db",
      })),
      cannot("write another log", (arns) => ({
        action: "logs:PutLogEvents",
        resource: `${arns.of("module.compute.aws_cloudwatch_log_group.app")}:log-stream:host`,
      })),
    ],
  };
}
