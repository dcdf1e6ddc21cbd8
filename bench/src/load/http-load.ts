import { connect, type Socket } from "node:net";

export interface LoadResult {
  answered: number;
  perSecond: number;
  /** Of the answers, in milliseconds, in order. */
  latencies: number[];
  statuses: Map<number, number>;
}

export interface Load {
  port: number;
  connections: number;
  seconds: number;
  /** The next whole request of a connection, headers included. */
  next: (connection: number) => string;
}

/** An HTTP/1.1 request with a JSON body, ready for the socket. */
export function jsonRequest(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): string {
  const text = JSON.stringify(body);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n${lines.join("")}\r\n${text}`;
}

/** The status and length of the answer at the start of `text`, or null while it is not whole. */
export function readAnswer(text: string): { status: number; length: number } | null {
  const end = text.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const head = text.slice(0, end);
  const size = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const length = end + 4 + size;
  return text.length < length ? null : { status: Number(head.slice(9, 12)), length };
}

/** Keeps every connection busy with one request after the other: as little work of its own as Node allows. */
export async function runLoad({ port, connections, seconds, next }: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  const statuses = new Map<number, number>();
  const start = performance.now();
  const until = start + seconds * 1000;

  const drive = (index: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket: Socket = connect(port, "127.0.0.1");
      let sentAt = 0;
      let text = "";
      const send = () => {
        sentAt = performance.now();
        socket.write(next(index));
      };
      socket.setNoDelay(true);
      socket.setEncoding("latin1");
      socket.on("connect", send);
      socket.on("error", reject);
      socket.on("close", () => resolve());
      socket.on("data", (chunk: string) => {
        text += chunk;
        const answer = readAnswer(text);
        if (answer === null) return;
        const now = performance.now();
        latencies.push(now - sentAt);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        text = text.slice(answer.length);
        if (now < until) send();
        else socket.destroy();
      });
    });

  await Promise.all(Array.from({ length: connections }, (_, index) => drive(index)));
  const elapsed = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  return { answered: latencies.length, perSecond: latencies.length / elapsed, latencies, statuses };
}

/** The value below which a share of sorted values lies. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
