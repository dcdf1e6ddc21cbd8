import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";

/** Names the version of what is answered. */
export function sendVersion(reply: FastifyReply, version: number): void {
  reply.header("etag", `"${version}"`);
}

/** The version that the caller has read, or undefined when it does not ask. @throws AppError `stale` when unreadable. */
export function expectedVersion(request: FastifyRequest): number | undefined {
  const header = request.headers["if-match"];
  if (header === undefined || header === "*") return undefined;
  const match = /^(?:W\/)?"(\d+)"$/.exec(header);
  if (match === null) throw new AppError("stale");
  return Number(match[1]);
}

/** @throws AppError `stale` when the caller has read another version. */
export function checkVersion(expected: number | undefined, current: number): void {
  if (expected !== undefined && expected !== current) throw new AppError("stale");
}
