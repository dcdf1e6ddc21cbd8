import { AwsError } from "./aws-error.ts";
import { type AwsCredentials, credentialsIn } from "./credentials.ts";

const ROLES = "/latest/meta-data/iam/security-credentials/";
/** One token serves the three calls of a reading. */
const TOKEN_SECONDS = "60";
const ANSWER_WITHIN_MS = 1_000;
const TRIES = 3;

/** The credentials of the role of the machine, which its metadata service tells (IMDSv2). @throws AwsError */
export async function machineRole(endpoint: string): Promise<AwsCredentials> {
  const base = endpoint.replace(/\/+$/, "");
  const token = await (
    await ask(`${base}/latest/api/token`, {
      method: "PUT",
      headers: { "x-aws-ec2-metadata-token-ttl-seconds": TOKEN_SECONDS },
    })
  ).text();
  const headers = { "x-aws-ec2-metadata-token": token };
  const [role = ""] = (await (await ask(`${base}${ROLES}`, { headers })).text()).trim().split("\n");
  const answer = await ask(`${base}${ROLES}${encodeURIComponent(role)}`, { headers });
  return credentialsIn(answer);
}

/** A machine that has just begun, or has much to do, answers at the second try. */
async function ask(url: string, init: RequestInit, tries = TRIES): Promise<Response> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(
    (cause: unknown) => new AwsError(NOBODY, { cause }),
  );
  if (answer instanceof Response && answer.ok) return answer;
  if (answer instanceof Response && answer.status === 404)
    throw new AwsError("This machine has no role of AWS, and no keys are set.");
  if (tries > 1) return ask(url, init, tries - 1);
  throw answer instanceof Response
    ? new AwsError(`This machine's metadata service answered ${answer.status}.`)
    : answer;
}

const NOBODY =
  "There are no credentials for AWS: neither keys are set, nor has a container or a machine a role.";
