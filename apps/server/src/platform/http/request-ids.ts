import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { goOnWith, holdWork, type Work } from "../log/work.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Names its work itself to what it leads to: it is too hot, or open for too long, to be followed. */
    namesItsWork?: boolean;
  }
  interface FastifyRequest {
    /** What is done on its behalf. */
    work: Work;
  }
}

/** The header in which a call names itself, and its answer is named. */
const REQUEST_ID = "x-request-id";

/** A UUID, or 32 hexadecimal digits as the ids of traces are: anything else could be somebody's name. */
const WELL_FORMED = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** The id that a call names itself by, where that is well-formed; else one that no other process gives, by counting. */
export function createRequestId(): (request: IncomingMessage) => string {
  const start = randomUUID();
  let count = 0;
  return ({ headers }) => {
    const given = headers[REQUEST_ID];
    if (typeof given === "string" && WELL_FORMED.test(given)) return given.toLowerCase();
    count += 1;
    return `${start}-${count}`;
  };
}

const namesItsWork = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.config.namesItsWork === true;

/** Every answer names its request, and so does every line that is logged on its behalf. */
export function knowRequests(app: FastifyInstance): void {
  app.decorateRequest("work");
  app.addHook("onRequest", (request, reply, done) => {
    reply.header(REQUEST_ID, request.id);
    request.work = { requestId: request.id, waitedMs: 0 };
    if (namesItsWork(request)) return done();
    reply.raw.once("close", holdWork());
    goOnWith(request.work, done);
  });
  // A body comes from a socket, and what goes on from there is on nobody's behalf.
  app.addHook("preValidation", (request, _reply, done) => {
    if (request.body === undefined || namesItsWork(request)) done();
    else goOnWith(request.work, done);
  });
  app.addHook("onResponse", (request, reply, done) => {
    if (app.log.level === "debug") {
      const { method, routeOptions } = request;
      const ms = Math.round(reply.elapsedTime);
      const answer = { method, route: routeOptions.url, status: reply.statusCode, ms };
      request.log.debug({ requestId: request.id, ...answer }, "answered");
    }
    done();
  });
}
