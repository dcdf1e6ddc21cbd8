import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Received {
  message: { title: string; text: string; path: string; tag: string };
  ttl: number;
  topic: string | undefined;
  urgency: string | undefined;
  /** The key that signed it. */
  key: string;
  claims: { aud: string; exp: number; sub: string };
}

export type PushAnswer = { status: number; headers?: Record<string, string> } | "hang";

/** A browser that has subscribed, with all that was pushed to it. */
export interface Browser {
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  received: Received[];
  /** What was wrong with pushes that were refused. */
  wrong: string[];
  /** How often the push service was called for it. */
  calls(): number;
  /** Answers the next calls so; afterwards all is well. */
  answerNext(...answers: PushAnswer[]): void;
  /** The nth push (counting from 1), as soon as it is there. */
  push(nth: number): Promise<Received>;
}

export interface PushService {
  newBrowser(): Browser;
  close(): Promise<void>;
}

const fromBase64Url = (text: string) => Buffer.from(text, "base64url");

/** Opens a message as a browser does (RFC 8188, 8291). */
function opened(body: Buffer, pair: ECDH, auth: Buffer): string {
  const [salt, sender] = [body.subarray(0, 16), body.subarray(21, 21 + body.readUInt8(20))];
  const sealed = body.subarray(21 + sender.length);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), pair.getPublicKey(), sender]);
  const input = Buffer.from(hkdfSync("sha256", pair.computeSecret(sender), auth, info, 32));
  const derive = (what: string, bytes: number) =>
    Buffer.from(hkdfSync("sha256", input, salt, `Content-Encoding: ${what}\0`, bytes));
  const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}

/** Checks who pushes (RFC 8292); throws with what is wrong. */
function signedBy(header: string, origin: string): Pick<Received, "key" | "claims"> {
  const [, token = "", key = ""] = /^vapid t=([^,]+), ?k=(.+)$/.exec(header) ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = fromBase64Url(key);
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  const signed = Buffer.from(`${head}.${claims}`);
  const fits = verify(
    "sha256",
    signed,
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    fromBase64Url(signature),
  );
  const said = JSON.parse(fromBase64Url(claims).toString());
  const hours = (said.exp - Date.now() / 1_000) / 3_600;
  if (!fits) throw new Error("the signature is wrong");
  if (said.aud !== origin) throw new Error(`for ${said.aud}, not ${origin}`);
  if (hours <= 0 || hours > 24) throw new Error(`valid for ${hours} hours`);
  if (!/^(mailto:|https:)/.test(said.sub)) throw new Error(`contact ${said.sub}`);
  return { key, claims: said };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A push service on loopback that speaks the protocol and keeps what browsers would show. */
export async function startPushService(): Promise<PushService> {
  const browsers = new Map<
    string,
    (request: IncomingMessage, response: ServerResponse) => Promise<void>
  >();
  const server = createServer((request, response) => {
    const browser = browsers.get(request.url ?? "");
    if (browser === undefined) return response.writeHead(404).end();
    return browser(request, response).catch((error) => response.destroy(error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const newBrowser = (): Browser => {
    const pair = createECDH("prime256v1");
    const [p256dh, auth] = [pair.generateKeys("base64url"), randomBytes(16)];
    const path = `/push/${randomBytes(12).toString("base64url")}`;
    const arrivals = new EventEmitter();
    const [received, wrong, answers]: [Received[], string[], PushAnswer[]] = [[], [], []];
    let calls = 0;
    browsers.set(path, async (request, response) => {
      const body = await bodyOf(request);
      calls += 1;
      const answer = answers.shift() ?? { status: 201 };
      if (answer === "hang") return;
      const { headers } = request;
      try {
        if (headers["content-encoding"] !== "aes128gcm") throw new Error("another encoding");
        const signature = signedBy(String(headers.authorization), origin);
        const message = JSON.parse(opened(body, pair, auth));
        if (answer.status === 201) {
          const [topic, urgency] = [headers.topic, headers.urgency].map((one) => one?.toString());
          received.push({ ...signature, message, topic, urgency, ttl: Number(headers.ttl) });
        }
      } catch (error) {
        wrong.push(String(error));
        response.writeHead(400).end();
        return;
      }
      response.writeHead(answer.status, answer.headers).end();
      arrivals.emit("push");
    });
    return {
      subscription: {
        endpoint: origin + path,
        keys: { p256dh, auth: auth.toString("base64url") },
      },
      received,
      wrong,
      calls: () => calls,
      answerNext: (...next) => answers.push(...next),
      async push(nth) {
        for (;;) {
          const push = received[nth - 1];
          if (push !== undefined) return push;
          await once(arrivals, "push", { signal: AbortSignal.timeout(20_000) });
        }
      },
    };
  };
  return {
    newBrowser,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
