import type { FastifyRequest } from "fastify";

interface Listening {
  localAddress?: string | undefined;
  localPort?: number | undefined;
}

function ownHosts(localAddress: string): string[] {
  const plain = localAddress.replace(/^::ffff:/, "");
  const host = plain.includes(":") ? `[${plain}]` : plain;
  const loopback = plain === "::1" || plain.startsWith("127.");
  return loopback ? ["localhost", host] : [host];
}

/**
 * The origin of links in mails and of the way back from a provider. Without `PUBLIC_URL` it is the address on
 * which the request reached this machine, so that a forged Host header never leads a link elsewhere.
 */
export function linkOriginOf(
  request: Pick<FastifyRequest, "headers"> & { socket: Listening },
  publicUrl: string | undefined,
): string {
  if (publicUrl !== undefined) return new URL(publicUrl).origin;
  const { localAddress = "127.0.0.1", localPort = 80 } = request.socket;
  const own = ownHosts(localAddress).map((host) => `${host}:${localPort}`);
  const asked = own.find((host) => host === request.headers.host);
  return `http://${asked ?? own[0] ?? `localhost:${localPort}`}`;
}
