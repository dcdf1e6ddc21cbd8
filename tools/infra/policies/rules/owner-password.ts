import type { AppliedState, Resource } from "../applied-state.ts";
import { amount, everyText, isOn, text } from "../attributes.ts";
import { demand, faultsOf } from "../policy.ts";
import { find, isOwnKey, primaries } from "../references.ts";

const SECRET_ATTRIBUTE =
  /(^|\.)(password|master_password|secret_string|secret_binary|private_key|private_key_pem|auth_token|secret)(_wo)?$/;

/** Where a resource has written a secret into the state, which many may read. */
function secretsIn({ type, values }: Resource): string[] {
  const named = [...everyText(values)]
    .filter(([path, value]) => SECRET_ATTRIBUTE.test(path) && value !== "")
    .map(([path]) => path);
  const isSecretParameter = type === "aws_ssm_parameter" && values.type === "SecureString";
  return isSecretParameter && text(values, "value") !== null ? [...named, "value"] : named;
}

/** The one rule about secrets in the state, of databases and of all else. */
export const ownerPassword = demand("database-password-unknown-to-us", {
  says: "RDS keeps and changes the owner's password itself, or, where it cannot because a replica follows, a secret of ours has it; no secret is in the state.",
  known: [],
  subjects: (state) => [
    ...new Set([
      ...primaries(state),
      ...state.resources.filter((one) => secretsIn(one).length > 0),
    ]),
  ],
  faults: (resource, state) => [
    ...secretsIn(resource).map((path) => `its ${path} is in the state`),
    ...(resource.type === "aws_db_instance" ? keepingFaults(resource, state) : []),
  ],
});

function keepingFaults(database: Resource, state: AppliedState): string[] {
  const { values } = database;
  if (isOn(values, "manage_master_user_password"))
    return faultsOf(
      [
        isOwnKey(state, text(values, "master_user_secret_kms_key_id")),
        "the key of its owner's password is not one of ours",
      ],
      [!isFollowed(database, state), "RDS refuses it a replica while it keeps its password"],
    );
  const version = amount(values, "password_wo_version");
  if (version === null)
    return ["RDS does not keep its owner's password, and no secret of ours does"];
  return ownSecretFaults(version, state);
}

function isFollowed({ values }: Resource, state: AppliedState): boolean {
  return ["identifier", "arn"].some((attribute) =>
    find(state, "aws_db_instance", "replicate_source_db", text(values, attribute)),
  );
}

/** What was written once into the database was written at the same time into a secret of ours. */
function ownSecretFaults(version: number, state: AppliedState): string[] {
  const written = state
    .all("aws_secretsmanager_secret_version")
    .find(({ values }) => amount(values, "secret_string_wo_version") === version);
  const reference = written ? text(written.values, "secret_id") : null;
  const secret = ["id", "arn"]
    .map((attribute) => find(state, "aws_secretsmanager_secret", attribute, reference))
    .find((one) => one !== undefined);
  if (secret === undefined) return ["no secret of ours has this version of its owner's password"];
  return faultsOf([
    isOwnKey(state, text(secret.values, "kms_key_id")),
    "the key of its owner's password is not one of ours",
  ]);
}
