import type { FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/** The token with which something that is nobody shows what it is. @throws AppError `unauthenticated`. */
export function bearerOf({ headers }: Pick<FastifyRequest, "headers">): string {
  const token = BEARER.exec(headers.authorization ?? "")?.[1];
  if (token === undefined) throw new AppError("unauthenticated");
  return token;
}
