import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sha256, signatureOf } from "./signature-v4.ts";

export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Keys as a role gives them. */
export function newKeys(): Required<Keys> {
  const text = (bytes: number) => randomBytes(bytes).toString("base64");
  return {
    accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
    secretAccessKey: text(30),
    sessionToken: text(90),
  };
}

export interface LocalServer {
  url: string;
  /** What was asked, as `METHOD /path`, with `!` where it was refused. */
  asked: string[];
  close(): Promise<void>;
}

interface Reply {
  status: number;
  body: string;
}

async function serve(
  answer: (request: IncomingMessage, body: string) => Reply | Promise<Reply>,
): Promise<LocalServer> {
  const asked: string[] = [];
  const reply = async (request: IncomingMessage, response: ServerResponse) => {
    let body = "";
    for await (const piece of request) body += String(piece);
    const { status, body: text } = await answer(request, body);
    asked.push(`${request.method} ${request.url}${status >= 400 ? " !" : ""}`);
    response.writeHead(status).end(text);
  };
  const server = createServer((request, response) => void reply(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, asked, close };
}

const roleText = ({ accessKeyId, secretAccessKey, sessionToken }: Keys, endsAt: number) =>
  JSON.stringify({
    Code: "Success",
    Type: "AWS-HMAC",
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    Token: sessionToken,
    Expiration: new Date(endsAt).toISOString(),
  });

export interface Role {
  keys: Keys;
  endsAt: number;
}

export interface Machine extends LocalServer {
  /** Undefined on a machine without a role. */
  role: Role | undefined;
  /** How many of the next calls are answered 503. */
  failing: number;
}

/** The metadata service of a machine of EC2, which takes version 2 only: a token first, and with each call. */
export async function startMachine(role: Role | undefined): Promise<Machine> {
  const tokens = new Set<string>();
  const BASE = "/latest/meta-data/iam/security-credentials/";
  const answer = ({ method, url, headers }: IncomingMessage): Reply => {
    if (machine.failing > 0) {
      machine.failing -= 1;
      return { status: 503, body: "" };
    }
    if (method === "PUT" && url === "/latest/api/token") {
      const seconds = Number(headers["x-aws-ec2-metadata-token-ttl-seconds"]);
      if (!(seconds >= 1 && seconds <= 21_600)) return { status: 400, body: "" };
      const token = randomBytes(20).toString("base64");
      tokens.add(token);
      return { status: 200, body: token };
    }
    if (!tokens.has(String(headers["x-aws-ec2-metadata-token"]))) return { status: 401, body: "" };
    const { role: now } = machine;
    if (now === undefined) return { status: 404, body: "" };
    if (url === BASE) return { status: 200, body: "babyfoot-campus-back" };
    if (url === `${BASE}babyfoot-campus-back`)
      return { status: 200, body: roleText(now.keys, now.endsAt) };
    return { status: 404, body: "" };
  };
  const machine: Machine = Object.assign(await serve(answer), { role, failing: 0 });
  return machine;
}

/** What gives containers their credentials, to whoever has the token. */
export const startContainerCredentials = (role: Role, token: string): Promise<LocalServer> =>
  serve(({ headers }) =>
    headers.authorization === token
      ? { status: 200, body: roleText(role.keys, role.endsAt) }
      : { status: 403, body: "" },
  );

const REFUSED = (type: string): Reply => ({ status: 400, body: JSON.stringify({ __type: type }) });

export interface SecretsManager extends LocalServer {
  /** By ARN. */
  secrets: Map<string, string>;
}

/** Secrets Manager as far as reading goes (JSON 1.1); whoever did not sign with these keys is refused. */
export async function startSecretsManager(
  region: string,
  keysNow: () => Keys,
): Promise<SecretsManager> {
  const secrets = new Map<string, string>();
  const answer = (request: IncomingMessage, body: string): Reply => {
    if (!isSigned(request, body, { region, service: "secretsmanager" }, keysNow()))
      return REFUSED("InvalidSignatureException");
    if (request.headers["x-amz-target"] !== "secretsmanager.GetSecretValue")
      return REFUSED("UnknownOperationException");
    if (request.headers["content-type"] !== "application/x-amz-json-1.1")
      return REFUSED("SerializationException");
    const { SecretId } = JSON.parse(body) as { SecretId: string };
    const text = secrets.get(SecretId);
    if (text === undefined)
      return REFUSED("com.amazonaws.secretsmanager#ResourceNotFoundException");
    return { status: 200, body: JSON.stringify({ ARN: SecretId, SecretString: text }) };
  };
  return Object.assign(await serve(answer), { secrets });
}

/** Whether a request was signed in the header, with these keys, over this body, within five minutes. */
function isSigned(
  request: IncomingMessage,
  body: string,
  place: { region: string; service: string },
  keys: Keys,
): boolean {
  const said =
    /^AWS4-HMAC-SHA256 Credential=(\S+?)\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(
      request.headers.authorization ?? "",
    );
  const [, keyId, scope, names = "", signature] = said ?? [];
  const datetime = String(request.headers["x-amz-date"]);
  const expected = `${datetime.slice(0, 8)}/${place.region}/${place.service}/aws4_request`;
  if (keyId !== keys.accessKeyId || scope !== expected || !isNow(datetime)) return false;
  if (request.headers["x-amz-security-token"] !== keys.sessionToken) return false;
  const signed = names.split(";");
  const needed = ["host", "x-amz-date", "x-amz-target", "x-amz-security-token"];
  if (!needed.every((name) => signed.includes(name))) return false;
  const headers = Object.fromEntries(signed.map((name) => [name, String(request.headers[name])]));
  const url = new URL(request.url ?? "", "http://local");
  return (
    signature ===
    signatureOf(
      {
        ...{ method: request.method ?? "", path: url.pathname, headers },
        ...{ query: [...url.searchParams], bodyHash: sha256(body) },
      },
      { ...place, datetime, secretAccessKey: keys.secretAccessKey },
    )
  );
}

const instantOf = (datetime: string): number =>
  Date.parse(datetime.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
const isNow = (datetime: string): boolean => Math.abs(Date.now() - instantOf(datetime)) < 300_000;

interface Expected {
  host: string;
  port: number;
  user: string;
  region: string;
  keys: Keys;
  now: number;
}

/** Why RDS would refuse a token; undefined where it would not. */
export function tokenFault(token: string, expected: Expected): string | undefined {
  const { host, port, user, region, keys, now } = expected;
  const url = new URL(`https://${token}`);
  const query = new Map(url.searchParams);
  const datetime = query.get("X-Amz-Date") ?? "";
  const age = now - instantOf(datetime);
  const scope = `${datetime.slice(0, 8)}/${region}/rds-db/aws4_request`;
  if (url.host !== `${host}:${port}` || url.pathname !== "/") return "another host";
  if (query.get("Action") !== "connect") return "another action";
  if (query.get("DBUser") !== user) return "another user";
  if (query.get("X-Amz-Credential") !== `${keys.accessKeyId}/${scope}`) return "other keys";
  if ((query.get("X-Amz-Security-Token") ?? undefined) !== keys.sessionToken) return "no session";
  const seconds = Number(query.get("X-Amz-Expires"));
  if (!(seconds > 0 && seconds <= 900)) return "too long";
  if (!(age > -60_000 && age <= seconds * 1_000)) return "expired";
  const signature = signatureOf(
    {
      ...{ method: "GET", path: "/", headers: { host: url.host }, bodyHash: sha256("") },
      query: [...url.searchParams].filter(([name]) => name !== "X-Amz-Signature"),
    },
    { datetime, region, service: "rds-db", secretAccessKey: keys.secretAccessKey },
  );
  return query.get("X-Amz-Signature") === signature ? undefined : "wrong signature";
}
