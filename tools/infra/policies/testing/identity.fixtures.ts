import type { Json } from "../applied-state.ts";
import { ACCOUNT, allow, document, key, trusts } from "./builders.ts";
import { type Fixture, failure, plus, resource, set, without } from "./fixture.ts";

const GRANT = "aws_iam_role_policy.back";
const ROLE = "aws_iam_role.back";
const BUCKET_ARN = `arn:aws:s3:::babyfoot-${ACCOUNT}`;

function grant(...statements: Parameters<typeof document>) {
  return resource(GRANT, { role: "back", policy: document(...statements) });
}

/** The same role, but what it may do is this. */
function may(when: string, statement: Parameters<typeof document>[0], says: string) {
  return failure(when, set(GRANT, "policy", document(statement)), GRANT, says);
}

function role(...trust: Parameters<typeof document>) {
  return resource(ROLE, { name: "back", assume_role_policy: document(...trust) });
}

function trusting(when: string, statement: Parameters<typeof document>[0], says: string) {
  return failure(when, set(ROLE, "assume_role_policy", document(statement)), ROLE, says);
}

function principal(names: Json) {
  return { Effect: "Allow", Action: "sts:AssumeRole", Principal: names };
}

const GITHUB = "token.actions.githubusercontent.com";
function fromGithub(subject: string, audience = "sts.amazonaws.com", test = "StringEquals") {
  return {
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}` },
    Condition: {
      [test]: { [`${GITHUB}:aud`]: audience, [`${GITHUB}:sub`]: subject },
    },
  };
}
const OURS = "repo:campus/babyfoot:environment:campus";

export const IDENTITY_FIXTURES: Record<string, Fixture> = {
  "roles-name-what-they-may": {
    holds: [
      grant(
        allow("s3:PutObject", `${BUCKET_ARN}/*`),
        allow(["ecr:GetAuthorizationToken", "ssmmessages:OpenDataChannel"], "*"),
        allow("cloudwatch:PutMetricData", "*", {
          Condition: { StringEquals: { "cloudwatch:namespace": "Babyfoot" } },
        }),
      ),
    ],
    fails: [
      may("everything is allowed", allow("*", "arn:aws:s3:::a"), "it may do *"),
      may("a whole service is", allow("s3:*", BUCKET_ARN), "it may do s3:*"),
      may("any bucket is", allow("s3:PutObject", "*"), "it may s3:PutObject anything"),
      may(
        "any secret is read",
        allow("secretsmanager:GetSecretValue", "*"),
        "it may secretsmanager:GetSecretValue anything",
      ),
      may("a pattern writes", allow("s3:Put*", "*"), "it may s3:Put* anything"),
      may("any metric is", allow("cloudwatch:PutMetricData", "*"), "cloudwatch:PutMetricData any"),
      may(
        "all but one is allowed",
        { Effect: "Allow", NotAction: "iam:*", Resource: BUCKET_ARN },
        "it may do all but what it names",
      ),
      failure(
        "AWS's administrator is attached",
        plus(
          resource("aws_iam_role_policy_attachment.back", {
            role: "back",
            policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
          }),
        ),
        "aws_iam_role_policy_attachment.back",
        "it gives a role all of AdministratorAccess",
      ),
    ],
  },
  "roles-cannot-rise": {
    holds: [
      grant(
        allow("iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/export`, {
          Condition: { StringEquals: { "iam:PassedToService": "export.rds.amazonaws.com" } },
        }),
      ),
    ],
    fails: [
      may(
        "it passes any role on",
        allow("iam:PassRole", "*", {
          Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
        }),
        "it may pass any role on",
      ),
      may(
        "it passes a role to anyone",
        allow("iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/export`),
        "to any service",
      ),
      may(
        "it writes its own policy",
        allow("iam:PutRolePolicy", `arn:aws:iam::${ACCOUNT}:role/back`),
        "it may iam:PutRolePolicy without a boundary",
      ),
      may(
        "a pattern lets it",
        allow("iam:CreateAcc*Key", `arn:aws:iam::${ACCOUNT}:user/x`),
        "it may iam:CreateAccessKey without a boundary",
      ),
      may("it takes any role", allow("sts:AssumeRole", "*"), "it may take any role"),
    ],
  },
  "roles-trust-someone-named": {
    holds: [role(trusts("scheduler.amazonaws.com"))],
    fails: [
      trusting("anyone may", principal("*"), "anyone may take it"),
      trusting(
        "it is trusted with all",
        { ...trusts("scheduler.amazonaws.com"), Action: "*" },
        "it is trusted with more than taking it",
      ),
      trusting("anyone of AWS may", principal({ AWS: "*" }), "anyone may take it"),
      trusting(
        "an account may",
        principal({ AWS: `arn:aws:iam::${ACCOUNT}:root` }),
        "a whole account may take it",
      ),
      trusting("it is named by number", principal({ AWS: ACCOUNT }), "a whole account may take it"),
    ],
  },
  "services-act-for-us-only": {
    holds: [
      role(trusts("scheduler.amazonaws.com"), trusts("ec2.amazonaws.com", {})),
      resource("aws_sns_topic_policy.alarms", {
        policy: document({
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        }),
      }),
    ],
    fails: [
      trusting(
        "it acts for anyone",
        trusts("scheduler.amazonaws.com", {}),
        "scheduler.amazonaws.com may act here for anyone",
      ),
      failure(
        "anyone's alarms arrive",
        set(
          "aws_sns_topic_policy.alarms",
          "policy",
          document({
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: "*",
          }),
        ),
        "aws_sns_topic_policy.alarms",
        "cloudwatch.amazonaws.com may act here for anyone",
      ),
    ],
  },
  "no-users-no-keys": {
    holds: [role(trusts("ec2.amazonaws.com", {}))],
    fails: [
      failure(
        "there is a user",
        plus(resource("aws_iam_user.ci", { name: "ci" })),
        "aws_iam_user.ci",
        "it lasts",
      ),
      failure(
        "there is an access key",
        plus(resource("aws_iam_access_key.ci", { user: "ci" })),
        "aws_iam_access_key.ci",
        "it lasts",
      ),
      failure(
        "there is a key pair",
        plus(resource("aws_key_pair.laptop", { key_name: "laptop" })),
        "aws_key_pair.laptop",
        "it lasts",
      ),
    ],
  },
  "pipeline-is-ours": {
    holds: [role(fromGithub(OURS))],
    fails: [
      trusting("any branch may", fromGithub("repo:campus/babyfoot:*"), "other repositories"),
      trusting(
        "any repository may",
        fromGithub("repo:campus/*:environment:campus"),
        "other repositories",
      ),
      trusting(
        "anyone of GitHub may",
        {
          ...fromGithub(OURS),
          Condition: { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } },
        },
        "other repositories",
      ),
      trusting("the audience is open", fromGithub(OURS, "*"), "tokens made for others"),
      trusting(
        "patterns are taken",
        fromGithub(OURS, "sts.amazonaws.com", "StringLike"),
        "tokens made for others",
      ),
    ],
  },
  "actions-exist": {
    holds: [grant(allow(["s3:GetObject*", "rds-db:connect"], "*"))],
    fails: [
      may("it is misspelt", allow("s3:GetObjekt", "*"), "there is no action s3:GetObjekt"),
      may("there is no such service", allow("s4:GetObject", "*"), "no action s4:GetObject"),
      may(
        "a denial denies nothing",
        { ...allow("s3:RemoveObject", "*"), Effect: "Deny" },
        "no action s3:RemoveObject",
      ),
    ],
  },
  "keys-change-and-are-ours": {
    holds: [key()],
    fails: [
      failure(
        "it stays the same",
        set("aws_kms_key.data", "enable_key_rotation", false),
        "aws_kms_key.data",
        "it never changes",
      ),
      failure(
        "it goes in a week",
        set("aws_kms_key.data", "deletion_window_in_days", 7),
        "aws_kms_key.data",
        "it is gone within two weeks of a mistake",
      ),
      failure(
        "AWS's policy holds",
        set("aws_kms_key.data", "policy", null),
        "aws_kms_key.data",
        "it has no policy of its own",
      ),
      failure(
        "anyone may use it",
        set(
          "aws_kms_key.data",
          "policy",
          document({ ...allow("kms:Decrypt", "*"), Principal: { AWS: "*" } }),
        ),
        "aws_kms_key.data",
        "it is everyone's",
      ),
    ],
  },
  "secrets-change": {
    holds: [
      resource("aws_secretsmanager_secret.app", { id: "app" }),
      resource("aws_secretsmanager_secret_rotation.app", { secret_id: "app" }),
    ],
    fails: [
      failure(
        "nothing changes it",
        without("aws_secretsmanager_secret_rotation.app"),
        "aws_secretsmanager_secret.app",
        "it never changes by itself",
      ),
    ],
  },
};
