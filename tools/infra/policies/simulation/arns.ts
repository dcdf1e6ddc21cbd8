import type { AppliedState, Resource } from "../applied-state.ts";
import { text } from "../attributes.ts";

const ACCOUNT = "123456789012";

/** How AWS writes the ARN of a type: what a stand-in of the provider makes up is not of that form. */
const FORMS: Readonly<Record<string, (name: string, region: string) => string>> = {
  aws_cloudwatch_log_group: (name, region) => `arn:aws:logs:${region}:${ACCOUNT}:log-group:${name}`,
  aws_db_instance: (name, region) => `arn:aws:rds:${region}:${ACCOUNT}:db:${name}`,
  aws_ecr_repository: (name, region) => `arn:aws:ecr:${region}:${ACCOUNT}:repository/${name}`,
  aws_iam_policy: (name) => `arn:aws:iam::${ACCOUNT}:policy/${name}`,
  aws_iam_role: (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
  aws_kms_key: (name, region) => `arn:aws:kms:${region}:${ACCOUNT}:key/${name}`,
  aws_s3_bucket: (name) => `arn:aws:s3:::${name}`,
  aws_secretsmanager_secret: (name, region) =>
    `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:${name}-AbCdEf`,
  aws_sns_topic: (name, region) => `arn:aws:sns:${region}:${ACCOUNT}:${name}`,
  aws_ssm_document: (name, region) => `arn:aws:ssm:${region}:${ACCOUNT}:document/${name}`,
  aws_ssm_parameter: (name, region) => `arn:aws:ssm:${region}:${ACCOUNT}:parameter${name}`,
};

/** The ARN that AWS would give a resource, whatever stands in the state. */
export function arnOf({ type, address, values }: Resource): string {
  const form = FORMS[type];
  if (!form) throw new Error(`The form of ARNs of ${type} is not known.`);
  const name =
    text(values, "name") ?? text(values, "bucket") ?? text(values, "identifier") ?? slugOf(address);
  return form(name, text(values, "region") ?? "eu-west-3");
}

/** Keys have no name but a number; their address tells them apart as well. */
function slugOf(address: string): string {
  return address.replace(/[^A-Za-z0-9]+/g, "-").replace(/-$/, "");
}

/** The secret in which RDS keeps the password of a database's owner. */
export function ownerSecretOf(database: Resource): string {
  const region = text(database.values, "region") ?? "eu-west-3";
  return `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:rds!db-owner-AbCdEf`;
}

/** A policy document with the ARNs that AWS would give in the place of those of the state. */
export function translated(document: string, state: AppliedState): string {
  const known = state.resources.flatMap((resource): [string, string][] => {
    const arn = text(resource.values, "arn");
    return arn !== null && resource.type in FORMS ? [[arn, arnOf(resource)]] : [];
  });
  const secrets = state.all("aws_db_instance").flatMap((database): [string, string][] => {
    const arn = text(database.values, "master_user_secret.secret_arn");
    return arn === null ? [] : [[arn, ownerSecretOf(database)]];
  });
  const parsed: { Statement: unknown[] } = JSON.parse(document);
  return JSON.stringify({
    ...parsed,
    Statement: parsed.Statement.map((statement) => {
      const written = JSON.stringify(statement).replace('"Principal":{"*":"*"}', '"Principal":"*"');
      // A stand-in gives the database and its secret the same ARN: the action tells which is meant.
      return JSON.parse(
        replaceAll(written, written.includes('"secretsmanager:') ? [...secrets, ...known] : known),
      );
    }),
  });
}

function replaceAll(written: string, pairs: readonly [string, string][]): string {
  return pairs.reduce(
    (result, [from, to]) =>
      result.replace(new RegExp(`${escaped(from)}(?![A-Za-z0-9_-])`, "g"), () => to),
    written,
  );
}

function escaped(arn: string): string {
  return arn.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
