import http from "node:http";
import https from "node:https";

export interface OutgoingRequest {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Answer {
  status: number;
  body: string;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends a request over a connection of its own, as boards do, and gives whatever answer comes.
 * Rejects when none comes within ten seconds, or on the abort.
 */
export function send(
  { method, url, headers, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === "https:" ? https : http;
    const outgoing = request(url, { method, headers, signal, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: incoming.statusCode ?? 0, body: text });
      });
    });
    outgoing.setTimeout(TIMEOUT_MS, () => outgoing.destroy(new Error("no answer in time")));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** What a refusal says: its code where it is a problem document. */
export function refusal({ status, body }: Answer): string {
  const code = /"code"\s*:\s*"(\w+)"/.exec(body)?.[1];
  return code === undefined ? String(status) : `${status} ${code}`;
}
