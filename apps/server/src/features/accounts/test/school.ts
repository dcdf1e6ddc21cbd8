import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

interface SchoolAccount {
  email?: string;
  email_verified?: boolean;
  name?: string;
  given_name?: string;
}

export interface School {
  /** For `OIDC_ISSUER`. */
  issuer: string;
  /** For `OIDC_CLIENT_ID` and `OIDC_CLIENT_SECRET`. */
  client: { id: string; secret: string };
  /** Opens to the application at this address. */
  trust(applicationUrl: string): void;
  /** Answers everybody that it is out of order. */
  refuse(): void;
  close(): Promise<void>;
}

const CLIENT = { id: "babyfoot", secret: "the secret of the school's client" };

function createProvider(
  issuer: string,
  applicationUrl: string,
  people: Record<string, SchoolAccount>,
): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${applicationUrl}/api/auth/callback/oidc`],
      },
    ],
    claims: { email: ["email", "email_verified"], profile: ["name", "given_name"] },
    pkce: { required: () => true },
    cookies: { keys: ["only for tests"] },
    findAccount: (_context, id) => {
      const person = people[id];
      if (person === undefined) return undefined;
      return { accountId: id, claims: () => ({ sub: id, ...person }) };
    },
  });
}

/** A real OpenID Connect provider on loopback, where people sign in by their key in `people`. */
export async function openSchool(people: Record<string, SchoolAccount>): Promise<School> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  return {
    issuer,
    client: CLIENT,
    trust(applicationUrl) {
      const answer = createProvider(issuer, applicationUrl, people).callback();
      server.removeAllListeners("request").on("request", (request, response) => {
        answer(request, response).catch(() => response.destroy());
      });
    },
    refuse() {
      server.removeAllListeners("request").on("request", (_request, response) => {
        response.writeHead(503).end();
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
