import type { AppliedState } from "../applied-state.ts";
import { amount, blocks, isOn, text, texts } from "../attributes.ts";
import { type Statement, statementsOf } from "../iam-documents.ts";
import { demand, every, faultsOf, type Policy } from "../policy.ts";
import { find, findRole, isOwnKey } from "../references.ts";

const WITH_POLICY = [
  "aws_s3_bucket_policy",
  "aws_sns_topic_policy",
  "aws_secretsmanager_secret_policy",
  "aws_ecr_repository_policy",
  "aws_backup_vault_policy",
  "aws_kms_key",
];

const narrow = demand("resources-open-to-named-ones", {
  says: "What has a policy of its own opens to named ones, for named actions, on a condition.",
  known: ["CKV_AWS_70", "CKV_AWS_169", "AWS-0094"],
  subjects: every(...WITH_POLICY),
  faults: (resource) =>
    statementsOf(resource)
      .filter(({ effect }) => effect === "Allow")
      .flatMap((statement) => openings(statement)),
});

function openings({ principals, actions, conditions }: Statement): string[] {
  // The account itself keeps its keys' powers, or nobody could ever change their policies.
  const isAccount = principals.every((name) => /^AWS:arn:aws:iam::\d{12}:root$/.test(name));
  if (isAccount) return faultsOf([principals.length > 0, "it opens to nobody it names"]);
  return faultsOf(
    [!principals.includes("*"), "it opens to everyone"],
    [!actions.some((action) => /(^|:)\*$/.test(action)), "it opens to every action"],
    [conditions.size > 0, "it opens without a condition"],
  );
}

const SECRET = "aws_secretsmanager_secret";
const secrets = demand("secrets-guarded", {
  says: "Secrets are encrypted with a key of ours, can be had back, and are read from this account alone.",
  known: ["CKV_AWS_149", "AWS-0098"],
  subjects: every(SECRET),
  faults: (secret, state) => {
    const { values } = secret;
    const policy = find(
      state,
      "aws_secretsmanager_secret_policy",
      "secret_arn",
      text(values, "arn"),
    );
    return faultsOf(
      [isOwnKey(state, text(values, "kms_key_id")), "its key is not one of ours"],
      [(amount(values, "recovery_window_in_days") ?? 0) >= 7, "removed, it is gone at once"],
      [
        policy !== undefined && statementsOf(policy).some(refusesOthers),
        "other accounts may be let in",
      ],
    );
  },
});

function refusesOthers({ effect, principals, actions, conditions }: Statement): boolean {
  return (
    effect === "Deny" &&
    principals.includes("*") &&
    actions.includes("secretsmanager:GetSecretValue") &&
    (conditions.get("aws:principalaccount") ?? []).some(({ test }) => test === "StringNotEquals")
  );
}

const rotation = demand("secrets-change-monthly", {
  says: "What changes by itself does so every 30 days at least.",
  known: ["CKV_AWS_304"],
  subjects: every("aws_secretsmanager_secret_rotation"),
  faults: ({ values }) => {
    const days = amount(values, "rotation_rules.automatically_after_days");
    return faultsOf([days !== null && days <= 30, "it changes too seldom"]);
  },
});

const VAULT = "aws_backup_vault";
const vaults = demand("vaults-locked", {
  says: "Backup vaults are encrypted with a key of ours, and let nobody remove what is in them within a week.",
  known: ["CKV_AWS_166"],
  subjects: every(VAULT),
  faults: ({ values }, state) => {
    const lock = find(
      state,
      "aws_backup_vault_lock_configuration",
      "backup_vault_name",
      text(values, "name"),
    );
    return faultsOf(
      [isOwnKey(state, text(values, "kms_key_arn")), "its key is not one of ours"],
      [
        lock !== undefined && (amount(lock.values, "min_retention_days") ?? 0) >= 7,
        "whoever has the account may empty it",
      ],
    );
  },
});

const weekly = demand("backups-copied-weekly", {
  says: "Every week the database is copied into a vault here and one in another region, and a failure is told.",
  known: [],
  subjects: every("aws_backup_plan"),
  faults: ({ values }, state) => {
    const rules = blocks(values, "rule[]");
    const copies = rules.flatMap((rule) => texts(rule, "copy_action[].destination_vault_arn"));
    const selections = state
      .all("aws_backup_selection")
      .filter((one) => text(one.values, "plan_id") === text(values, "id"));
    const chosen = selections.flatMap((one) => texts(one.values, "resources"));
    return faultsOf(
      [copies.some((arn) => find(state, VAULT, "arn", arn)), "nothing is copied elsewhere"],
      [
        chosen.some((arn) => find(state, "aws_db_instance", "arn", arn)),
        "it leaves the database out",
      ],
      [
        selections.every((one) => findRole(state, text(one.values, "iam_role_arn"))),
        "no role of ours makes it",
      ],
      [
        rules.every((rule) => tellsOfFailure(text(rule, "target_vault_name"), state)),
        "a failed backup is not told",
      ],
    );
  },
});

function tellsOfFailure(vault: string | null, state: AppliedState): boolean {
  const notice = find(state, "aws_backup_vault_notifications", "backup_vault_name", vault);
  return (
    notice !== undefined &&
    texts(notice.values, "backup_vault_events").includes("BACKUP_JOB_FAILED") &&
    find(state, "aws_sns_topic", "arn", text(notice.values, "sns_topic_arn")) !== undefined
  );
}

const images = demand("images-unchangeable", {
  says: "An image cannot be replaced under its name, is looked through for holes, and encrypted with a key of ours.",
  known: ["CKV_AWS_51", "CKV_AWS_136", "CKV_AWS_163", "AWS-0030", "AWS-0031", "AWS-0033"],
  subjects: every("aws_ecr_repository"),
  faults: ({ values }, state) =>
    faultsOf(
      [text(values, "image_tag_mutability") === "IMMUTABLE", "images may be replaced"],
      [isOn(values, "image_scanning_configuration.scan_on_push"), "nobody looks for holes"],
      [
        text(values, "encryption_configuration.encryption_type") === "KMS" &&
          isOwnKey(state, text(values, "encryption_configuration.kms_key")),
        "its key is not one of ours",
      ],
    ),
});

const sessions = demand("sessions-written-down", {
  says: "What is typed in a session is written down, encrypted, and sessions end when idle.",
  known: ["CKV_AWS_112", "CKV_AWS_113"],
  subjects: (state) =>
    state
      .all("aws_ssm_document")
      .filter(({ values }) => text(values, "document_type") === "Session"),
  faults: ({ values }, state) => {
    const inputs = sessionInputs(text(values, "content") ?? "{}");
    const log = inputs.cloudWatchLogGroupName;
    return faultsOf(
      [
        find(state, "aws_cloudwatch_log_group", "name", String(log)) !== undefined,
        "it is written to no log of ours",
      ],
      [inputs.cloudWatchEncryptionEnabled === true, "its log may be plain"],
      [isOwnKey(state, String(inputs.kmsKeyId ?? "")), "its key is not one of ours"],
      [Number(inputs.idleSessionTimeout ?? 60) <= 20, "it stays open when idle"],
    );
  },
});

function sessionInputs(content: string): Record<string, unknown> {
  const document: { inputs?: Record<string, unknown> } = JSON.parse(content);
  return document.inputs ?? {};
}

const boundaries = demand("roles-within-a-boundary", {
  says: "Every role that a service takes is held by a boundary, whatever it is given later.",
  known: [],
  subjects: (state) =>
    state
      .all("aws_iam_role")
      .filter((role) =>
        statementsOf(role, "assume_role_policy").some(({ principals }) =>
          principals.some((name) => name.startsWith("Service:")),
        ),
      ),
  faults: ({ values }) =>
    faultsOf([text(values, "permissions_boundary") !== null, "nothing bounds it"]),
});

const topics = demand("topics-heard", {
  says: "Each topic of alarms has somebody who hears it.",
  known: [],
  subjects: every("aws_sns_topic"),
  faults: ({ values }, state) =>
    faultsOf([
      state
        .all("aws_sns_topic_subscription")
        .some(
          (one) =>
            text(one.values, "topic_arn") === text(values, "arn") &&
            text(one.values, "endpoint") !== null,
        ),
      "nobody hears it",
    ]),
});

export const FURTHER_DATA: readonly Policy[] = [
  narrow,
  secrets,
  rotation,
  vaults,
  weekly,
  images,
  sessions,
  topics,
  boundaries,
];
