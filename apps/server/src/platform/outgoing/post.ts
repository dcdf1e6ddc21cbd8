import { lookup as resolve } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isLoopback, isPublicAddress } from "./public-address.ts";

/**
 * Where this installation may send: `anywhere` is for what whoever operates it has configured; `loopback` is for tests,
 * whose other side is this machine.
 */
export type Reach = "internet" | "anywhere" | "loopback";

export interface Outgoing {
  url: string;
  headers: Record<string, string>;
  body: Buffer | string;
}

/** What became of a call to somebody else's server. */
export type Answered =
  | { type: "answered"; status: number; retryAfterSeconds: number | null }
  | { type: "unanswered"; reason: "timeout" | "no_connection" | "address_not_allowed" };

const WITHIN_MS = 5_000;
const MOST_BYTES = 64 * 1024;

class NotAllowed extends Error {}

const mayReach = (address: string, reach: Reach): boolean =>
  reach === "anywhere" || isPublicAddress(address) || (reach === "loopback" && isLoopback(address));

/** Whether an address is of a kind that is called at all: HTTPS, without a name and password in it, unless anything is. */
export function isCallable(url: string, reach: Reach): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (reach === "anywhere") return protocol === "https:" || protocol === "http:";
  if (username !== "" || password !== "") return false;
  const address = hostname.replace(/^\[|\]$/g, "");
  if (isIP(address) !== 0 && !mayReach(address, reach)) return false;
  return protocol === "https:" || (protocol === "http:" && reach === "loopback");
}

/** Resolves a name, and refuses it where any of its addresses is not allowed: the connection goes to what was checked. */
const checkedLookup =
  (reach: Reach): LookupFunction =>
  (hostname, options, answer) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return answer(error, "");
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => mayReach(address, reach)))
        return answer(new NotAllowed("this address is not allowed"), "");
      if (options.all === true) return answer(null, addresses);
      return answer(null, first.address, first.family);
    });
  };

const MOST_SECONDS = 24 * 3_600;

/** `Retry-After` in seconds or as a date. */
function retryAfterOf(response: IncomingMessage): number | null {
  const header = response.headers["retry-after"];
  if (header === undefined) return null;
  const seconds = /^\d+$/.test(header)
    ? Number(header)
    : Math.ceil((Date.parse(header) - Date.now()) / 1_000);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), MOST_SECONDS);
}

/**
 * Posts to an address that somebody has named: only where `reach` allows, no redirect followed, all within 5 s,
 * of the answer at most 64 kB read.
 */
export function post({ url, headers, body }: Outgoing, reach: Reach): Promise<Answered> {
  if (!isCallable(url, reach))
    return Promise.resolve({ type: "unanswered", reason: "address_not_allowed" });
  const { request: send } = url.startsWith("https:") ? https : http;
  return new Promise((done) => {
    const request = send(url, {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      lookup: checkedLookup(reach),
      // A connection that is kept would be to an address checked for another call.
      agent: false,
    });
    let late = false;
    const deadline = setTimeout(() => {
      late = true;
      request.destroy();
    }, WITHIN_MS);
    request.on("close", () => clearTimeout(deadline));
    request.on("error", (error) => {
      if (late) return done({ type: "unanswered", reason: "timeout" });
      const reason = error instanceof NotAllowed ? "address_not_allowed" : "no_connection";
      return done({ type: "unanswered", reason });
    });
    request.on("response", (response) => {
      const status = response.statusCode ?? 0;
      const answered = { status, retryAfterSeconds: retryAfterOf(response) };
      response.on("close", () => done({ type: "answered", ...answered }));
      response.on("error", () => undefined);
      readLittle(response);
    });
    request.end(body);
  });
}

function readLittle(response: IncomingMessage): void {
  let bytes = 0;
  response.on("data", (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > MOST_BYTES) response.destroy();
  });
}
