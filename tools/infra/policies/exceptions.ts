import { type Finding, NOWHERE } from "./policy.ts";

export type Size = "demo" | "campus" | "region";
export const SIZES: readonly Size[] = ["demo", "campus", "region"];

/** A finding that is meant to be, and why. */
export interface Exception {
  readonly policy: string;
  /** `*` stands for anything within an address. */
  readonly address: string;
  /** What may be found there; `*` as in an address. Everything that the policy says, if none. */
  readonly sentence?: string;
  readonly sizes: readonly Size[];
  readonly reason: string;
}

/** Rules that others have and we do not ask for. */
export const NOT_ASKED_FOR: readonly { rule: string; known: string; reason: string }[] = [
  {
    rule: "The load balancer is internal",
    known: "AWS-0053",
    reason: "It is the one door for everyone on the campus, and for their phones outside it.",
  },
  {
    rule: "Logs are kept for a year",
    known: "CKV_AWS_338",
    reason: "They hold people's addresses: the GDPR asks for no longer than they are needed.",
  },
  {
    rule: "CloudFront is closed to some countries",
    known: "CKV_AWS_374",
    reason: "Students travel; the web firewall stops what is bad, wherever it comes from.",
  },
];

const LOGS = "module.access_logs.aws_s3_bucket.this";
const DEPLOYMENT = "What deploys makes and removes everything of an environment:";

const IN_EVERY_SIZE: readonly Exception[] = [
  {
    policy: "bucket-encrypted",
    address: LOGS,
    sizes: SIZES,
    reason: "Load balancers and S3 write their logs with S3's own keys (AES256) only.",
  },
  {
    policy: "bucket-logged",
    address: LOGS,
    sizes: SIZES,
    reason: "It is where logs go: one of itself would never end.",
  },
  {
    policy: "secrets-change",
    address: "module.security.aws_secretsmanager_secret.settings",
    sizes: SIZES,
    reason:
      "What is in it is others' (SMTP) or would end every session (SECRET_KEY): it is changed by hand, as the deployment guide says. The owner's password changes every week, where RDS keeps it.",
  },
  {
    policy: "roles-name-what-they-may",
    address: "aws_iam_policy.deploy[*]",
    sentence: "it may do *:*",
    sizes: SIZES,
    reason: `${DEPLOYMENT} whole services, without IAM, in our regions only.`,
  },
  {
    policy: "roles-name-what-they-may",
    address: "aws_iam_policy.deploy[*]",
    sentence: "it may iam:Get* anything",
    sizes: SIZES,
    reason: `${DEPLOYMENT} Terraform reads roles before it changes those of the environment.`,
  },
  ...["Describe*", "Get*", "List*", "ViewBudget"].map((verb) => ({
    policy: "roles-name-what-they-may",
    address: "aws_iam_role_policy.plan",
    sentence: `it may *:${verb} anything`,
    sizes: SIZES,
    reason:
      "A plan reads how everything is set up; secrets, exports and logs of people are denied to it.",
  })),
  {
    policy: "roles-name-what-they-may",
    address: "aws_iam_policy.boundary",
    sentence: "it may do *:*",
    sizes: SIZES,
    reason: "It gives nothing: it is the most that any role of an environment can be given.",
  },
];

function absent(policies: readonly string[], reason: string): Exception[] {
  return policies.map((policy) => ({ policy, address: NOWHERE, sizes: ["demo"], reason }));
}

const IN_THE_DEMO: readonly Exception[] = [
  {
    policy: "database-in-two-zones",
    address: "module.database.aws_db_instance.this",
    sizes: ["demo"],
    reason: "One class can wait for a restore; a standby doubles the price.",
  },
  {
    policy: "database-backups-elsewhere",
    address: "module.database.aws_db_instance.this",
    sizes: ["demo"],
    reason: "The weekly copy in the other region is enough; each day's would cost as much again.",
  },
  {
    policy: "network-no-public-addresses",
    address: 'module.compute.aws_launch_template.this["host"]',
    sizes: ["demo"],
    reason: "The one host is its own door: a load balancer and a NAT gateway cost four times it.",
  },
  ...absent(
    [
      "balancer-https",
      "balancer-tls-1-2",
      "balancer-access-logs",
      "balancer-refuses-malformed",
      "balancer-protected",
      "balancer-behind-firewall",
      "balancer-health-decides",
      "balancer-hides-metrics",
      "firewall-log-without-sign-ins",
    ],
    "No load balancer: Caddy on the host answers HTTPS, and sends HTTP there.",
  ),
  ...absent(["certificate-validated-by-dns"], "Caddy gets its certificate by itself."),
  ...absent(
    [
      "fleet-of-two-in-two-zones",
      "fleet-rolls",
      "fleet-follows-load",
      "fleet-renewed",
      "network-fleets-behind-the-balancer",
    ],
    "No fleet: one host serves a class.",
  ),
  ...absent(
    ["pages-guarded", "pages-origins-guarded", "pages-headers-strict"],
    "No CloudFront: the host serves the pages to one class.",
  ),
];

const WITH_A_REPLICA: readonly Exception[] = [
  {
    policy: "secrets-change",
    address: "module.database.aws_secretsmanager_secret.owner[0]",
    sizes: ["region"],
    reason:
      "RDS keeps no password of a database that a replica follows, and a function that changes it would have to be kept: owner_password_version is raised instead, as the deployment guide says. Only migrations use it.",
  },
  {
    policy: "secrets-change-monthly",
    address: NOWHERE,
    sizes: ["region"],
    reason: "The one secret that changes by itself elsewhere is changed by a deployment here.",
  },
];

export const EXCEPTIONS: readonly Exception[] = [
  ...IN_EVERY_SIZE,
  ...WITH_A_REPLICA,
  ...IN_THE_DEMO,
];

/** Why a finding is accepted in a size, if it is. */
export function acceptedBecause(finding: Finding, size: Size): Exception | undefined {
  return EXCEPTIONS.find(
    ({ policy, address, sentence = "*", sizes }) =>
      policy === finding.policy &&
      sizes.includes(size) &&
      stands(address, finding.address) &&
      stands(sentence, finding.sentence),
  );
}

function stands(pattern: string, address: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(address);
}
