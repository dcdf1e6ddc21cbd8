import { fact } from "./row.ts";

export const DATABASE = "module.database.aws_db_instance.this";
export const PARAMETERS = "module.database.aws_db_parameter_group.this";
export const EXPORTS = "module.exports.module.bucket.aws_s3_bucket.this";
export const CAMPUS_RUNS = "infra/aws/tests/campus.tftest.hcl";
export const DEMO_RUNS = "infra/aws/tests/demo.tftest.hcl";
export const REFUSED_RUNS = "infra/aws/tests/refused.tftest.hcl";
export const DEPLOY_TEST = "tools/deploy/deploy.test.ts";
export const WORKFLOWS_TEST = "tools/deploy/workflows.test.ts";
export const BOOT_TEST = "tools/first-boot/user-data.test.ts";
export const KEPT_TEST = "tools/infra/applied/kept.test.ts";
export const ROLES_TEST = "tools/infra/policies/simulation/simulation.test.ts";
export const RDS_TEST = "apps/server/test/cloud/rds.test.ts";
export const DEPLOY = "docs/infra/deploy.md";
export const ACCESS = "docs/infra/access.md";
export const TROUBLE = "docs/infra/troubleshooting.md";
export const SECURITY = "docs/infra/security.md";

/** An alarm with its bound. */
export function alarm(name: string, metric: string, threshold: number) {
  return fact(`module.observability.aws_cloudwatch_metric_alarm.this["${name}"]`, {
    metric_name: metric,
    threshold,
  });
}
