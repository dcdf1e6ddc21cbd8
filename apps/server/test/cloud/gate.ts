import { connect, createServer, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Certified } from "./certificates.ts";

/** What the protocol of PostgreSQL calls a request for TLS. */
const SSL_REQUEST = 80_877_103;

interface GateOptions {
  host: string;
  port: number;
  tls: Certified;
  /** The socket of the PostgreSQL behind, which trusts. */
  behind: string;
  /** Why somebody is not let in. */
  faultOf: (user: string, password: string) => string | undefined;
}

export interface Gate {
  /** Who was let in or not, and how: `babyfoot_app in`, `babyfoot_app expired`. */
  seen: string[];
  close(): Promise<void>;
}

/**
 * Stands before a PostgreSQL as RDS does: takes TLS alone, asks for the password as it is, judges it, and then lets the
 * client speak to PostgreSQL.
 */
export async function openGate(options: GateOptions): Promise<Gate> {
  const seen: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined).on("close", () => open.delete(socket));
    admit(socket, options, seen).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port, options.host, resolve));
  const close = async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { seen, close };
}

async function admit(plain: Socket, options: GateOptions, seen: string[]): Promise<void> {
  const asking = await messageFrom(plain, 0);
  if (asking.readInt32BE(4) !== SSL_REQUEST)
    return refuse(plain, 'no pg_hba.conf entry for host "x", no encryption');
  plain.write("S");
  const { cert, private: key } = options.tls;
  const socket = new TLSSocket(plain, { isServer: true, cert, key });
  socket.on("error", () => undefined);
  const beginning = await messageFrom(socket, 0);
  const user = userIn(beginning);
  // Asks for the password in clear text.
  socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]));
  const answer = await messageFrom(socket, 1);
  const fault = options.faultOf(user, answer.toString("utf8", 5, answer.length - 1));
  seen.push(`${user} ${fault ?? "in"}`);
  if (fault !== undefined) return refuse(socket, `PAM authentication failed for user "${user}"`);
  const behind = connect(options.behind);
  behind.on("error", () => socket.destroy()).on("close", () => socket.destroy());
  socket.on("close", () => behind.destroy());
  behind.write(beginning);
  socket.pipe(behind).pipe(socket);
}

function userIn(beginning: Buffer): string {
  const words = beginning.toString("utf8", 8).split("\0");
  return words[words.indexOf("user") + 1] ?? "";
}

function refuse(socket: Socket, message: string): void {
  const fields = `SFATAL\0VFATAL\0C28000\0M${message}\0\0`;
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.length + 4, 1);
  socket.end(Buffer.concat([head, Buffer.from(fields)]));
}

/** The next message, which says its own length after its kind. */
async function messageFrom(socket: Socket, kindBytes: 0 | 1): Promise<Buffer> {
  let read = Buffer.alloc(0);
  for (;;) {
    if (read.length >= kindBytes + 4) {
      const length = read.readInt32BE(kindBytes) + kindBytes;
      if (read.length >= length) {
        if (read.length > length) socket.unshift(read.subarray(length));
        return read.subarray(0, length);
      }
    }
    const piece: Buffer | null = socket.read();
    if (piece === null) await readable(socket);
    else read = Buffer.concat([read, piece]);
  }
}

const readable = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once("readable", resolve);
    socket.once("close", () => reject(new Error("The client has gone.")));
  });
