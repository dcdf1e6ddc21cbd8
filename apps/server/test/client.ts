import { expectDocumented } from "./documented.ts";
import type { TestServer } from "./server.ts";

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

/** A refusal in short. */
export const codeOf = ({ status, body }: Answer): [number, string] => [status, body.code];

interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
  /** Cuts the connection. */
  signal?: AbortSignal;
}

/** A browser or a script: keeps its cookies, speaks JSON, over a real socket. */
export class Client {
  readonly #base: string;
  #cookies = new Map<string, string>();

  constructor(server: Pick<TestServer, "url">) {
    this.#base = server.url;
  }

  async call(
    method: string,
    path: string,
    { body, headers = {}, signal }: CallOptions = {},
  ): Promise<Answer> {
    const { cookie } = this;
    const response = await fetch(this.#base + path, {
      method,
      redirect: "manual",
      ...(signal !== undefined && { signal }),
      headers: {
        ...(cookie !== "" && { cookie }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    this.#keepCookies(response);
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") === true && text !== "";
    const parsed = json ? JSON.parse(text) : text;
    const { status } = response;
    const code = parsed?.code;
    if (status >= 400 && typeof code === "string" && path !== "/api/v1/openapi.json")
      await expectDocumented(this.#base, { method, path, status, code });
    return { status, headers: response.headers, body: parsed };
  }

  /** Its cookies, for a stream that it opens. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call("GET", path, { headers });
  }
  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call("POST", path, { body, headers });
  }
  patch(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call("PATCH", path, { body, headers });
  }
  delete(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call("DELETE", path, { headers });
  }

  #keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const name = pair.slice(0, at);
      if (/max-age=0/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, pair.slice(at + 1));
    }
  }
}

/** A client signed in as somebody. */
export async function signInAs(
  server: Pick<TestServer, "url">,
  { email, password }: { email: string; password: string },
): Promise<Client> {
  const client = new Client(server);
  const answer = await client.post("/api/auth/sign-in/email", { email, password });
  if (answer.status !== 200) throw new Error(`could not sign in: ${JSON.stringify(answer.body)}`);
  return client;
}

let people = 0;

/** A new player, signed up and signed in. */
export async function newPlayer(
  server: TestServer,
  name?: string,
): Promise<Client & { id: string }> {
  people += 1;
  const client = new Client(server);
  const answer = await client.post("/api/auth/sign-up/email", {
    email: `player${people}-${process.pid}@babyfoot.test`,
    password: "a long enough password",
    name: name ?? `Player ${people}`,
  });
  if (answer.status !== 200) throw new Error(`could not sign up: ${JSON.stringify(answer.body)}`);
  return Object.assign(client, { id: String(answer.body.user.id) });
}
