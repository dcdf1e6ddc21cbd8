import { DATABASE, FRONT_HOST, SERVER_HOST } from "./host-powers.ts";
import { deployment, PLAN, RELEASE } from "./pipeline-powers.ts";
import { can, cannot, type Power } from "./power.ts";
import { serviceRoles } from "./service-powers.ts";

type Roles = Readonly<Record<string, readonly Power[]>>;

const host = (kind: string) => `module.compute.aws_iam_role.host["${kind}"]`;

function fleets(name: string): Roles {
  return {
    [host("back")]: SERVER_HOST,
    [host("front")]: FRONT_HOST,
    ...serviceRoles(name),
  };
}

const SLEEP: readonly Power[] = [
  can("stops the database at night", (arns) => ({
    action: "rds:StopDBInstance",
    resource: arns.of(DATABASE),
  })),
  cannot("delete it", (arns) => ({
    action: "rds:DeleteDBInstance",
    resource: arns.of(DATABASE),
  })),
  cannot("stop another", () => ({
    action: "rds:StopDBInstance",
    resource: "arn:aws:rds:eu-west-3:123456789012:db:other",
  })),
];

/** By what was applied, its roles by their addresses. */
export const ROLES: Readonly<Record<string, Roles>> = {
  campus: fleets("babyfoot-campus"),
  region: fleets("babyfoot-region"),
  demo: {
    [host("host")]: SERVER_HOST,
    "module.database.aws_iam_role.sleep[0]": SLEEP,
    ...serviceRoles("babyfoot-demo"),
  },
  bootstrap: {
    ...Object.fromEntries(
      ["campus", "demo", "region"].map((environment) => [
        `aws_iam_role.github["deploy-${environment}"]`,
        deployment(environment),
      ]),
    ),
    'aws_iam_role.github["plan"]': PLAN,
    'aws_iam_role.github["release"]': RELEASE,
  },
};

const BACKUP = {
  "module.dr.aws_iam_role.backup":
    "AWS's own policy for AWS Backup (`AWSBackupServiceRolePolicyForBackup`), whose text is AWS's.",
};

/** Roles that have nothing but a policy of AWS's own, and what it is for. */
export const ROLES_OF_AWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  campus: BACKUP,
  region: BACKUP,
  demo: BACKUP,
};
