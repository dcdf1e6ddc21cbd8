import { createHmac, timingSafeEqual } from "node:crypto";
import { roleSchema } from "@babyfoot/contract";
import type { FastifyRequest } from "fastify";
import type { FindPerson, Person } from "../../platform/http/access.ts";
import { derivedKey, hasSecureCookies } from "./auth.ts";
import type { AccountsDeps } from "./deps.ts";

interface PersonRow {
  id: string;
  session_id: string;
  role: string;
  email_verified: boolean;
  name: string;
}

const PERSON_OF_SESSION = `
  select u.id, s.id as session_id, u.role, u.email_verified, u.name
  from sessions s join users u on u.id = s.user_id
  where s.token = $1 and s.expires_at > now()`;

function cookieOf(request: FastifyRequest, name: string): string | undefined {
  for (const pair of request.headers.cookie?.split(";") ?? []) {
    const at = pair.indexOf("=");
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** The token in a cookie `token.signature`, or undefined when the signature is not ours. */
function signedToken(cookie: string, key: string): string | undefined {
  const value = decoded(cookie) ?? "";
  const at = value.lastIndexOf(".");
  const token = value.slice(0, Math.max(at, 0));
  const expected = createHmac("sha256", key).update(token).digest();
  const given = Buffer.from(value.slice(at + 1), "base64");
  const fits = given.length === expected.length && timingSafeEqual(given, expected);
  return fits ? token : undefined;
}

/** Reads who calls from the session's cookie: one query, so that a role or an ended session counts at once. */
export function buildFindPerson(deps: AccountsDeps): FindPerson {
  const key = derivedKey(deps.secretKey, "sign-in");
  const name = `${hasSecureCookies(deps) ? "__Secure-" : ""}babyfoot.session_token`;
  return async (request): Promise<Person | null> => {
    const cookie = cookieOf(request, name);
    const token = cookie === undefined ? undefined : signedToken(cookie, key);
    if (token === undefined) return null;
    const found = await deps.database.query<PersonRow>({
      name: "person-of-session",
      text: PERSON_OF_SESSION,
      values: [token],
    });
    const [row] = found.rows;
    if (row === undefined) return null;
    return {
      id: row.id,
      sessionId: row.session_id,
      role: roleSchema.parse(row.role),
      emailVerified: row.email_verified,
      name: row.name,
    };
  };
}
