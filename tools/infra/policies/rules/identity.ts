import { couldBeNamed, matchesAction, matchingActions } from "../action-catalogue.ts";
import type { AppliedState, Resource } from "../applied-state.ts";
import { amount, isOn, text } from "../attributes.ts";
import {
  documentsIn,
  identityPolicies,
  type Statement,
  statements,
  statementsOf,
} from "../iam-documents.ts";
import { demand, every, faultsOf, forbid } from "../policy.ts";
import { find } from "../references.ts";

const ROLE = "aws_iam_role";
const ATTACHMENT = "aws_iam_role_policy_attachment";
const TRUST = "assume_role_policy";

/** Policies of AWS that a role may have: each is of one service, and made for that role alone. */
const MANAGED_POLICIES = [
  "service-role/AmazonRDSEnhancedMonitoringRole",
  "service-role/AWSBackupServiceRolePolicyForBackup",
  "service-role/AWSBackupServiceRolePolicyForRestores",
  "AmazonSSMManagedInstanceCore",
];
const ATTACHED_ELSEWHERE = "arn:aws:iam::aws:policy/";

const bounded = demand("roles-name-what-they-may", {
  says: "Roles may do what is named to what is named; nothing is read or written wherever it may be.",
  known: [
    "CKV_AWS_1",
    "CKV_AWS_49",
    "CKV_AWS_62",
    "CKV_AWS_63",
    "CKV_AWS_111",
    "CKV_AWS_356",
    "AWS-0057",
  ],
  subjects: (state) => [...identityPolicies(state), ...state.all(ATTACHMENT)],
  faults: (resource) =>
    resource.type === ATTACHMENT
      ? attachmentFaults(resource)
      : allowed(statementsOf(resource)).flatMap(wideFaults),
});

function attachmentFaults({ values }: Resource): string[] {
  const arn = text(values, "policy_arn") ?? "";
  const name = arn.slice(ATTACHED_ELSEWHERE.length);
  const isKnown = !arn.startsWith(ATTACHED_ELSEWHERE) || MANAGED_POLICIES.includes(name);
  return faultsOf([isKnown, `it gives a role all of ${name}`]);
}

function allowed(list: readonly Statement[]): Statement[] {
  return list.filter(({ effect }) => effect === "Allow");
}

function wideFaults(statement: Statement): string[] {
  const { actions, notActions, notResources, resources, conditions } = statement;
  const everything = actions.filter((action) => action === "*" || action.endsWith(":*"));
  const isWide = resources.some(isEverything) && conditions.size === 0;
  const written = isWide
    ? actions.filter((pattern) => matchingActions(pattern).some(couldBeNamed))
    : [];
  return [
    ...everything.map((action) => `it may do ${action}`),
    ...faultsOf([
      notActions.length === 0 && notResources.length === 0,
      "it may do all but what it names",
    ]),
    ...written
      .filter((action) => !everything.includes(action))
      .map((action) => `it may ${action} anything`),
  ];
}

function isEverything(resource: string): boolean {
  return resource === "*" || /^arn:aws:[a-z0-9-]*:\*?:\*?:\*$/.test(resource);
}

/** Whoever may do one of these may give themselves the rest. */
const ESCALATING = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:CreateRole",
  "iam:CreateUser",
  "iam:DeleteRolePermissionsBoundary",
  "iam:PutGroupPolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
];

const escalation = demand("roles-cannot-rise", {
  says: "No role can give itself, or anything it starts, more than it has.",
  known: ["CKV_AWS_109", "CKV_AWS_110", "AWS-0342"],
  subjects: identityPolicies,
  faults: (resource) =>
    allowed(statementsOf(resource)).flatMap((statement) => [
      ...passFaults(statement),
      ...escalatingActions(statement)
        .filter(() => !statement.conditions.has("iam:permissionsboundary"))
        .map((action) => `it may ${action} without a boundary`),
      ...faultsOf([
        !names(statement, "sts:AssumeRole") || !statement.resources.some(isEverything),
        "it may take any role",
      ]),
    ]),
});

function names({ actions }: Statement, action: string): boolean {
  return actions.some((pattern) => matchesAction(pattern, action));
}

function escalatingActions(statement: Statement): string[] {
  return ESCALATING.filter((action) => names(statement, action));
}

function passFaults(statement: Statement): string[] {
  if (!names(statement, "iam:PassRole")) return [];
  return faultsOf(
    [!statement.resources.some((arn) => /^\*$|role\/\*$/.test(arn)), "it may pass any role on"],
    [statement.conditions.has("iam:passedtoservice"), "it may pass roles to any service"],
  );
}

const TAKING = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"];
const trust = demand("roles-trust-someone-named", {
  says: "Each role names the service or role that may take it.",
  known: ["CKV_AWS_60", "CKV_AWS_61"],
  subjects: every(ROLE),
  faults: (role) =>
    allowed(statementsOf(role, TRUST)).flatMap(({ principals, actions }) =>
      faultsOf(
        [
          actions.every((action) => TAKING.includes(action)),
          "it is trusted with more than taking it",
        ],
        [principals.length > 0 && !principals.includes("*"), "anyone may take it"],
        [
          !principals.some((name) => /^AWS:(\d{12}$|arn:aws:iam::\d{12}:root$)/.test(name)),
          "a whole account may take it",
        ],
      ),
    ),
});

/** EC2 takes a role for its own host alone, and sends no source with it. */
const SENDS_NO_SOURCE = ["Service:ec2.amazonaws.com"];
const SOURCES = ["aws:sourceaccount", "aws:sourcearn", "kms:encryptioncontext:aws:logs:arn"];

const deputy = demand("services-act-for-us-only", {
  says: "A service that takes a role or writes to us does so for this account only.",
  known: [],
  subjects: every(ROLE, "aws_s3_bucket_policy", "aws_sns_topic_policy", "aws_kms_key"),
  faults: (resource) =>
    allowed(statementsOf(resource, resource.type === ROLE ? TRUST : "policy"))
      .filter(({ conditions }) => !SOURCES.some((key) => conditions.has(key)))
      .flatMap(({ principals }) => principals)
      .filter((name) => name.startsWith("Service:") && !SENDS_NO_SOURCE.includes(name))
      .map((name) => `${name.replace("Service:", "")} may act here for anyone`),
});

const nobody = forbid("no-users-no-keys", {
  says: "There are no users and no keys that last: people and pipelines take roles.",
  known: ["CKV_AWS_40", "CKV_AWS_273", "CKV_AWS_348"],
  subjects: every(
    "aws_iam_user",
    "aws_iam_access_key",
    "aws_iam_user_policy",
    "aws_iam_user_policy_attachment",
    "aws_iam_user_login_profile",
    "aws_iam_group",
    "aws_key_pair",
  ),
  faults: () => ["it lasts, and is a person's or a pipeline's to lose"],
});

const GITHUB = "token.actions.githubusercontent.com";
const pipeline = demand("pipeline-is-ours", {
  says: "Only workflows of this repository, in a named branch or environment, may deploy.",
  known: ["CKV_AWS_358"],
  subjects: (state) => state.all(ROLE).filter((role) => githubTrust(role).length > 0),
  faults: (role) =>
    githubTrust(role).flatMap(({ conditions }) => {
      const audience = conditions.get(`${GITHUB}:aud`) ?? [];
      const subject = conditions.get(`${GITHUB}:sub`) ?? [];
      return faultsOf(
        [
          audience.some(({ test, values }) => test === "StringEquals" && isAudience(values)),
          "it takes tokens made for others",
        ],
        [
          subject.length > 0 && subject.every(({ values }) => values.every(isOneWorkflow)),
          "it takes tokens of other repositories or branches",
        ],
      );
    }),
});

function githubTrust(role: Resource): Statement[] {
  return allowed(statementsOf(role, TRUST)).filter(
    ({ principals, conditions }) =>
      principals.some((name) => name.startsWith("Federated:")) || conditions.has(`${GITHUB}:aud`),
  );
}

function isAudience(values: readonly string[]): boolean {
  return values.length === 1 && values[0] === "sts.amazonaws.com";
}

function isOneWorkflow(subject: string): boolean {
  return /^repo:[\w.-]+\/[\w.-]+:(environment:[\w.-]+|ref:refs\/(heads|tags)\/[\w./-]+|pull_request)$/.test(
    subject,
  );
}

const existing = demand("actions-exist", {
  says: "Every action that a policy names is one of AWS's: a misspelt one allows or denies nothing.",
  known: [],
  subjects: (state) => state.resources.filter((one) => documentsIn(one).length > 0),
  faults: (resource) =>
    documentsIn(resource)
      .flatMap(([, document]) => statements(document))
      .flatMap(({ actions, notActions }) => [...actions, ...notActions])
      .filter((pattern) => pattern !== "*" && matchingActions(pattern).length === 0)
      .map((pattern) => `there is no action ${pattern}`),
});

const keys = demand("keys-change-and-are-ours", {
  says: "Keys change every year, cannot be deleted in a hurry, and are not everyone's.",
  known: ["CKV_AWS_7", "CKV_AWS_33", "AWS-0065"],
  subjects: every("aws_kms_key", "aws_kms_replica_key"),
  faults: (key) =>
    faultsOf(
      [key.type !== "aws_kms_key" || isOn(key.values, "enable_key_rotation"), "it never changes"],
      [
        (amount(key.values, "deletion_window_in_days") ?? 30) >= 14,
        "it is gone within two weeks of a mistake",
      ],
      [text(key.values, "policy") !== null, "it has no policy of its own"],
      [
        !allowed(statementsOf(key)).some(({ principals }) => principals.includes("*")),
        "it is everyone's",
      ],
    ),
});

const secrets = demand("secrets-change", {
  says: "Secrets change by themselves.",
  known: ["CKV2_AWS_57"],
  subjects: every("aws_secretsmanager_secret"),
  faults: ({ values }, state) => faultsOf([changes(values, state), "it never changes by itself"]),
});

function changes(secret: Resource["values"], state: AppliedState): boolean {
  return ["id", "arn"].some((attribute) =>
    find(state, "aws_secretsmanager_secret_rotation", "secret_id", text(secret, attribute)),
  );
}

export const IDENTITY_POLICIES = [
  bounded,
  escalation,
  trust,
  deputy,
  nobody,
  pipeline,
  existing,
  keys,
  secrets,
];
