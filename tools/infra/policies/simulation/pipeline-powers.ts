import { can, cannot, type Power } from "./power.ts";

const STATE = "arn:aws:s3:::babyfoot-state-123456789012";
const RELEASES = 'module.bucket["releases"].aws_s3_bucket.this';
const IMAGES = "aws_ecr_repository.app";
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const BOUNDARY = {
  "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/babyfoot-boundary",
};

/** In a new account no service has its own role yet. */
const SERVICES_OWN_ROLES: readonly Power[] = [
  can("lets a service make its own role, in a new account", () => ({
    action: "iam:CreateServiceLinkedRole",
    resource: role("aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS"),
    context: { "iam:AWSServiceName": "rds.amazonaws.com" },
  })),
  cannot("let any other service", () => ({
    action: "iam:CreateServiceLinkedRole",
    resource: role("aws-service-role/lex.amazonaws.com/AWSServiceRoleForLexBots"),
    context: { "iam:AWSServiceName": "lex.amazonaws.com" },
  })),
];

/** What deploying an environment may do, and not do to another. */
export function deployment(environment: string): readonly Power[] {
  const other = environment === "campus" ? "region" : "campus";
  return [
    ...SERVICES_OWN_ROLES,
    can("starts hosts in our region", () => ({
      action: "ec2:RunInstances",
      resource: "arn:aws:ec2:eu-west-3:123456789012:instance/*",
    })),
    can("writes its own state", () => ({
      action: "s3:PutObject",
      resource: `${STATE}/${environment}/terraform.tfstate`,
    })),
    can("makes roles of its environment within the boundary", () => ({
      action: "iam:CreateRole",
      resource: role(`babyfoot-${environment}-back`),
      context: BOUNDARY,
    })),
    can("hands such a role to EC2", () => ({
      action: "iam:PassRole",
      resource: role(`babyfoot-${environment}-back`),
      context: { "iam:PassedToService": "ec2.amazonaws.com" },
    })),
    cannot("start hosts in a region that is not ours", () => ({
      action: "ec2:RunInstances",
      resource: "arn:aws:ec2:us-west-2:123456789012:instance/*",
      context: { "aws:RequestedRegion": "us-west-2" },
    })),
    cannot("write another environment's state", () => ({
      action: "s3:PutObject",
      resource: `${STATE}/${other}/terraform.tfstate`,
    })),
    cannot("make a role without the boundary", () => ({
      action: "iam:CreateRole",
      resource: role(`babyfoot-${environment}-back`),
    })),
    cannot("change another environment's roles", () => ({
      action: "iam:PutRolePolicy",
      resource: role(`babyfoot-${other}-back`),
      context: BOUNDARY,
    })),
    cannot("take the boundary off a role", () => ({
      action: "iam:DeleteRolePermissionsBoundary",
      resource: role(`babyfoot-${environment}-back`),
    })),
    cannot("change the boundary", () => ({
      action: "iam:CreatePolicyVersion",
      resource: "arn:aws:iam::123456789012:policy/babyfoot-boundary",
    })),
    cannot("lift the lock of a vault", () => ({
      action: "backup:DeleteBackupVaultLockConfiguration",
      resource: `arn:aws:backup:eu-west-3:123456789012:backup-vault:babyfoot-${environment}-home`,
    })),
    cannot("remove a backup", () => ({
      action: "backup:DeleteRecoveryPoint",
      resource: `arn:aws:rds:eu-west-3:123456789012:snapshot:awsbackup:job-${environment}`,
    })),
    cannot("change whom a role trusts", () => ({
      action: "iam:UpdateAssumeRolePolicy",
      resource: role(`babyfoot-${environment}-back`),
    })),
    cannot("make users", () => ({
      action: "iam:CreateUser",
      resource: "arn:aws:iam::123456789012:user/somebody",
    })),
    cannot("hand a role to a service that we do not use", () => ({
      action: "iam:PassRole",
      resource: role(`babyfoot-${environment}-back`),
      context: { "iam:PassedToService": "lambda.amazonaws.com" },
    })),
  ];
}

/** Publishing a release. */
export const RELEASE: readonly Power[] = [
  can("puts an image in the registry", (arns) => ({
    action: "ecr:PutImage",
    resource: arns.of(IMAGES),
  })),
  can("publishes the release", (arns) => ({
    action: "s3:PutObject",
    resource: `${arns.of(RELEASES)}/babyfoot.tar.gz`,
  })),
  cannot("remove an image", (arns) => ({
    action: "ecr:BatchDeleteImage",
    resource: arns.of(IMAGES),
  })),
  cannot("read a state", () => ({
    action: "s3:GetObject",
    resource: `${STATE}/campus/terraform.tfstate`,
  })),
  cannot("start hosts", () => ({
    action: "ec2:RunInstances",
    resource: "arn:aws:ec2:eu-west-3:123456789012:instance/*",
  })),
];

/** Planning a pull request, and looking for drift every night. */
export const PLAN: readonly Power[] = [
  can("sees what there is", () => ({ action: "rds:DescribeDBInstances", resource: "*" })),
  can("reads states", () => ({
    action: "s3:GetObject",
    resource: `${STATE}/campus/terraform.tfstate`,
  })),
  can("locks a state while it reads", () => ({
    action: "s3:PutObject",
    resource: `${STATE}/campus/terraform.tfstate.tflock`,
  })),
  cannot("write a state", () => ({
    action: "s3:PutObject",
    resource: `${STATE}/campus/terraform.tfstate`,
  })),
  cannot("read a secret", () => ({
    action: "secretsmanager:GetSecretValue",
    resource:
      "arn:aws:secretsmanager:eu-west-3:123456789012:secret:babyfoot-campus/settings-AbCdEf",
  })),
  cannot("read what is exported", () => ({
    action: "s3:GetObject",
    resource: "arn:aws:s3:::babyfoot-exports-campus-123456789012/nightly/day.parquet",
  })),
  cannot("read who visited", () => ({
    action: "s3:GetObject",
    resource: "arn:aws:s3:::babyfoot-campus-logs-123456789012/alb/log.gz",
  })),
  cannot("end a host", () => ({
    action: "ec2:TerminateInstances",
    resource: "arn:aws:ec2:eu-west-3:123456789012:instance/i-0123456789abcdef0",
  })),
];
