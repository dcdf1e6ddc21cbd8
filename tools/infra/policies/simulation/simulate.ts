import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { AppliedState, Resource } from "../applied-state.ts";
import { text } from "../attributes.ts";
import { givenTo } from "../references.ts";
import { arnOf, translated } from "./arns.ts";
import { MANAGED_DOCUMENTS } from "./managed-policies.ts";

const ACCOUNT = "123456789012";

/** Something that a role tries. */
export interface Attempt {
  readonly action: string;
  /** An ARN, or `*` where the action takes none. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * Whether AWS would let a role of the state do it, by all policies that have a say. Boundaries of
 * roles are in the state of the account.
 */
export async function mayDo(
  state: AppliedState,
  account: AppliedState,
  role: Resource,
  { action, resource, context = {} }: Attempt,
): Promise<boolean> {
  const guard = resourcePolicy(state, resource);
  const result = await runSimulation(
    {
      request: {
        principal: arnOf(role),
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: {
          "aws:SecureTransport": "true",
          "aws:RequestedRegion": "eu-west-3",
          "aws:PrincipalAccount": ACCOUNT,
          ...context,
        },
      },
      identityPolicies: identityPolicies(state, role),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      permissionBoundaryPolicies: boundaries(account, role),
      ...(guard === undefined ? {} : { resourcePolicy: guard }),
    },
    {},
  );
  if (result.resultType === "error")
    throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult === "Allowed";
}

interface Named {
  readonly name: string;
  readonly policy: unknown;
}

function identityPolicies(state: AppliedState, role: Resource): Named[] {
  const inline = givenTo(state, role, "aws_iam_role_policy").map((grant) =>
    named(grant.address, text(grant.values, "policy"), state),
  );
  const attached = givenTo(state, role, "aws_iam_role_policy_attachment").map(({ values }) =>
    attachedPolicy(text(values, "policy_arn") ?? "", state),
  );
  return [...inline, ...attached];
}

function attachedPolicy(arn: string, state: AppliedState): Named {
  const own = state.all("aws_iam_policy").find(({ values }) => text(values, "arn") === arn);
  const name = arn.split("/").at(-1) ?? arn;
  const document = own ? text(own.values, "policy") : MANAGED_DOCUMENTS[name];
  return named(name, document ?? null, state);
}

function boundaries(account: AppliedState, role: Resource): Named[] {
  const arn = text(role.values, "permissions_boundary");
  if (arn === null) return [];
  const own = account.all("aws_iam_policy").find((one) => arnOf(one) === arn);
  return [named(arn, own ? text(own.values, "policy") : null, account)];
}

function named(name: string, document: string | null, state: AppliedState): Named {
  if (document === null) throw new Error(`What ${name} allows is not known.`);
  return { name, policy: JSON.parse(translated(document, state)) };
}

/** The policy of a key, a bucket or a secret, which has a say beside that of the role. */
function resourcePolicy(state: AppliedState, arn: string): unknown {
  const owner = state
    .all("aws_kms_key", "aws_s3_bucket", "aws_secretsmanager_secret")
    .find((one) => arn === arnOf(one) || arn.startsWith(`${arnOf(one)}/`));
  const document = owner ? documentOf(owner, state) : null;
  return document === null ? undefined : JSON.parse(translated(document, state));
}

function documentOf(owner: Resource, state: AppliedState): string | null {
  if (owner.type === "aws_kms_key") return text(owner.values, "policy");
  const references = ["id", "arn", "bucket"].map((name) => text(owner.values, name));
  const policy = state
    .all("aws_s3_bucket_policy", "aws_secretsmanager_secret_policy")
    .find(({ values }) =>
      [text(values, "bucket"), text(values, "secret_arn")].some(
        (reference) => reference !== null && references.includes(reference),
      ),
    );
  return policy ? text(policy.values, "policy") : null;
}
