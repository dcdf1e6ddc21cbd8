import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { request } from "node:https";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect } from "vitest";

export interface Answer {
  status: number;
  cookies: string[];
  body: string;
}

interface Asking {
  method?: string;
  /** What comes bit by bit goes as it comes, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** Somebody on the same network, who trusts the installation's own authority and nobody else's. */
export interface Visitor {
  /** The authority that they trust. */
  ca: string;
  ask(path: string, asking?: Asking): Promise<Answer>;
  /** What the live stream says, as it comes, until `enough` has been said. */
  watch(enough: (said: string) => boolean): Promise<string>;
}

/** Fetches the authority as a phone would, once, and believes it from then on. */
export async function visit(address: string): Promise<Visitor> {
  const [answer] = (await once(get(`http://${address}/babyfoot-authority.crt`), "response")) as [
    IncomingMessage,
  ];
  const ca = await text(answer);
  const send = async (path: string, { method = "GET", body, headers = {} }: Asking) => {
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const options = { ca, method, headers: { ...type, ...headers }, agent: false as const };
    const asked = request(`https://${address}${path}`, options);
    if (body instanceof Readable) body.on("error", (error) => asked.destroy(error)).pipe(asked);
    else asked.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    return response;
  };
  return {
    ca,
    ask: async (path, asking = {}) => {
      const response = await send(path, asking);
      const cookies = (response.headers["set-cookie"] ?? []).map(
        (line) => line.split(";")[0] ?? "",
      );
      return { status: response.statusCode ?? 0, cookies, body: await text(response) };
    },
    watch: async (enough) => {
      const response = await send("/api/v1/live", {});
      let said = "";
      for await (const part of response.setEncoding("utf8") as AsyncIterable<string>) {
        said += part;
        if (enough(said)) break;
      }
      return said;
    },
  };
}

/** Waits until the installation is there for them. */
export function isReadyFor(visitor: Visitor): Promise<void> {
  const ready = async () => (await visitor.ask("/readyz").catch(() => undefined))?.status;
  return expect.poll(ready, { timeout: 90_000, interval: 200 }).toBe(200);
}
