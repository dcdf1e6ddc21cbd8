import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

function comesFromElsewhere(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const { origin, "sec-fetch-site": site } = request.headers;
  if (site === "cross-site") return true;
  if (origin === undefined) return false;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return false;
  try {
    return new URL(origin).host !== request.headers.host;
  } catch {
    return true;
  }
}

/** Refuses state-changing calls that a browser makes for another site. Devices send no Origin. */
export function refuseForeignOrigins(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const refused = !SAFE_METHODS.has(request.method) && comesFromElsewhere(request, publicUrl);
    done(refused ? new AppError("foreign_origin") : undefined);
  });
}
