import type { Socket } from "node:net";
import type { ErrorCode } from "@babyfoot/contract";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { AppError, namedDatabaseError, problemOf } from "../errors.ts";

/** Answers an error as `application/problem+json`; a 5xx shows the request id and nothing inside. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: AppError): void {
  const { retryAfter, errors, alternatives } = error.extra;
  if (retryAfter !== undefined) reply.header("retry-after", String(Math.ceil(retryAfter)));
  const problem = problemOf(error.code, {
    detail: error.message,
    instance: instanceOf(request),
    ...(error.status >= 500 && { requestId: request.id }),
    ...(errors !== undefined && { errors }),
    ...(alternatives !== undefined && { alternatives }),
  });
  reply.code(error.status).type("application/problem+json").send(JSON.stringify(problem));
}

/** The address of the call; a board's holds its secret, which is not repeated. */
function instanceOf(request: FastifyRequest): string {
  const { config, url } = request.routeOptions;
  if (config.access === "board" && url !== undefined) return url;
  return request.url.split("?")[0] ?? "/";
}

const CODES_OF_FASTIFY: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_type",
  FST_ERR_CTP_EMPTY_JSON_BODY: "malformed",
  FST_ERR_CTP_INVALID_JSON_BODY: "malformed",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "malformed",
  FST_ERR_BAD_URL: "malformed",
  FST_ERR_MAX_PARAM_LENGTH: "not_found",
  FST_ERR_ASYNC_CONSTRAINT: "malformed",
};

function validationError(error: FastifyError): AppError | undefined {
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined;
  const errors = error.validation.map((issue) => ({
    path: issue.instancePath === "" ? "/" : issue.instancePath,
    message: issue.message ?? "is wrong",
  }));
  return new AppError("invalid_input", undefined, { errors });
}

/** Gives any failure its name. */
export function named(error: unknown): AppError | undefined {
  const known = namedDatabaseError(error);
  if (known instanceof AppError) return known;
  if (!(known instanceof Error)) return undefined;
  const fastifyError = known as FastifyError;
  const invalid = validationError(fastifyError);
  if (invalid !== undefined) return invalid;
  const code = CODES_OF_FASTIFY[fastifyError.code];
  if (code !== undefined) return new AppError(code);
  const status = fastifyError.statusCode;
  if (status === 413) return new AppError("too_large");
  if (status === 415) return new AppError("unsupported_type");
  if (status !== undefined && status >= 400 && status < 500) return new AppError("malformed");
  return undefined;
}

/** What the router refuses before any route is found. */
export function answerUnroutable(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  sendProblem(request, reply, named(error) ?? new AppError("malformed"));
}

const patient = new WeakSet<Socket>();

/** Lets what comes on this connection come as slowly as it must: a large file takes longer than any other request. */
export const takeYourTime = (socket: Socket): void => void patient.add(socket);

/** What is not HTTP, or comes too slowly, gets a problem document too, and its connection is closed. */
export function answerBadRequests(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT" && patient.has(socket)) return;
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const code: ErrorCode = error.code === "HPE_HEADER_OVERFLOW" ? "too_large" : "malformed";
  const problem = problemOf(code);
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** Whoever is shown an id finds it in the log: of what is unavailable in short, as then there may be many. */
function logFailure(request: FastifyRequest, error: unknown, failure: AppError | undefined): void {
  const about = { requestId: request.id, route: request.routeOptions.url };
  if (failure === undefined) request.log.error({ ...about, err: error }, "request failed");
  else if (failure.status >= 500) {
    const cause = error instanceof Error && "code" in error ? String(error.code) : undefined;
    request.log.warn({ ...about, code: failure.code, cause }, "request refused for now");
  }
}

/** Every failure and every unknown address answers a problem document. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const failure = named(error);
    logFailure(request, error, failure);
    sendProblem(request, reply, failure ?? new AppError("internal"));
  });
}
