import type { AppliedState, Resource } from "../applied-state.ts";
import { everyText, isOn, text } from "../attributes.ts";
import { demand, faultsOf } from "../policy.ts";
import { isOwnKey, primaries } from "../references.ts";

const SECRET_ATTRIBUTE =
  /(^|\.)(password|master_password|secret_string|secret_binary|private_key|private_key_pem|auth_token|secret)$/;

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
  says: "RDS keeps and changes the owner's password itself; no secret is in the state.",
  known: [],
  subjects: (state) => [
    ...new Set([
      ...primaries(state),
      ...state.resources.filter((one) => secretsIn(one).length > 0),
    ]),
  ],
  faults: (resource, state) => [
    ...secretsIn(resource).map((path) => `its ${path} is in the state`),
    ...(resource.type === "aws_db_instance" ? managedFaults(resource, state) : []),
  ],
});

function managedFaults({ values }: Resource, state: AppliedState): string[] {
  return faultsOf(
    [isOn(values, "manage_master_user_password"), "RDS does not keep its owner's password"],
    [
      isOwnKey(state, text(values, "master_user_secret_kms_key_id")),
      "the key of its owner's password is not one of ours",
    ],
  );
}
