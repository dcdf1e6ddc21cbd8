import { AUTH, signedInSchema } from "@babyfoot/contract";

export interface Credentials {
  email: string;
  password: string;
}

/** Somebody signed in, who speaks to the server without a browser. */
export interface HttpClient {
  id: string;
  /** Of the session, for a browser to take over. */
  cookies: { name: string; value: string }[];
  /** Answers the JSON body. Rejects unless the answer is a success. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** Signs in over HTTP. */
export const signIn = (url: string, credentials: Credentials): Promise<HttpClient> =>
  enter(url, `${AUTH}/sign-in/email`, credentials);

/** Makes a new account over HTTP, which is then signed in. */
export const signUp = (url: string, account: Credentials & { name: string }): Promise<HttpClient> =>
  enter(url, `${AUTH}/sign-up/email`, account);

async function enter(url: string, path: string, body: unknown): Promise<HttpClient> {
  const answer = await send(url + path, { method: "POST", body });
  const { user } = signedInSchema.parse(await answer.json());
  const cookies = answer.headers.getSetCookie().map(cookieOf);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return {
    id: user.id,
    cookies,
    call: async (method, to, content) => {
      const { status, json } = await readJson(url + to, { method, body: content, cookie });
      if (status >= 400) throw new Error(`${method} ${to}: ${JSON.stringify(json)}`);
      return json;
    },
  };
}

interface Sending {
  method: string;
  body?: unknown;
  cookie?: string;
}

async function readJson(address: string, sending: Sending) {
  const answer = await send(address, sending);
  const text = await answer.text();
  return { status: answer.status, json: text === "" ? null : (JSON.parse(text) as unknown) };
}

function send(address: string, { method, body, cookie }: Sending): Promise<Response> {
  return fetch(address, {
    method,
    headers: {
      ...(cookie !== undefined && { cookie }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

function cookieOf(line: string): { name: string; value: string } {
  const [pair = ""] = line.split(";");
  const at = pair.indexOf("=");
  return { name: pair.slice(0, at), value: pair.slice(at + 1) };
}
