import type { AedesOptions, Client } from "aedes";
import type { FastifyBaseLogger } from "fastify";
import type { Db } from "../../platform/database.ts";
import { hashOf, hexHashOf } from "../../platform/ids.ts";
import type { Refusals } from "./refusals.ts";
import { isDeviceId } from "./topics.ts";

const TOKEN = /^dev_[\w-]{43}$/;

/** The codes of CONNACK (MQTT 3.1.1, 3.2.2.3). */
const SERVER_UNAVAILABLE = 3;
const BAD_USERNAME_OR_PASSWORD = 4;

export interface SignedIn {
  /** The hash (hex) of the token by which a client has signed in. */
  tokens: WeakMap<Client, string>;
  /** The one connection of each device. */
  connected: Map<string, Client>;
}

type Authenticate = NonNullable<AedesOptions["authenticate"]>;

interface SignInDeps {
  db: Db;
  signedIn: SignedIn;
  refusals: Refusals;
  log: Pick<FastifyBaseLogger, "warn">;
}

const refusal = (returnCode: typeof SERVER_UNAVAILABLE | typeof BAD_USERNAME_OR_PASSWORD) =>
  Object.assign(new Error("not signed in"), { returnCode });

/** A device signs in with its id as the name of both client and user, and its token. */
export function authenticator({ db, signedIn, refusals, log }: SignInDeps): Authenticate {
  return (client, username, password, done) => {
    const token = password?.toString() ?? "";
    const isPlausible = username === client.id && isDeviceId(client.id) && TOKEN.test(token);
    const looking = isPlausible ? isTokenOf(db, client.id, token) : Promise.resolve(false);
    looking.then(
      (isRight) => {
        if (!isRight) {
          refusals.note("wrong name or token", { deviceId: loggable(username) });
          return done(refusal(BAD_USERNAME_OR_PASSWORD), null);
        }
        if (signedIn.connected.has(client.id))
          log.warn({ deviceId: client.id }, "a device is connected twice by MQTT: the newer stays");
        signedIn.tokens.set(client, hexHashOf(token));
        done(null, true);
      },
      (error: unknown) => {
        log.warn({ err: error }, "could not sign a device in by MQTT");
        done(refusal(SERVER_UNAVAILABLE), null);
      },
    );
  };
}

/** Whatever else a stranger calls itself is not repeated. */
const loggable = (username: string | undefined): string | undefined =>
  username !== undefined && isDeviceId(username) ? username : undefined;

async function isTokenOf(db: Db, id: string, token: string): Promise<boolean> {
  const row = await db
    .selectFrom("devices")
    .select("id")
    .where("token_hash", "=", hashOf(token))
    .where("id", "=", id)
    .where("kind", "=", "native")
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
