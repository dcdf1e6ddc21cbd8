import type { FastifyInstance } from "fastify";

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join("; ");

const ALWAYS = { "x-content-type-options": "nosniff" };

const FOR_PAGES = {
  ...ALWAYS,
  "content-security-policy": POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-frame-options": "SAMEORIGIN",
};

/** What browsers may do with our answers: nothing from elsewhere, no framing but our own. Devices need none of it. */
export function secureHeaders(app: FastifyInstance, https: boolean): void {
  const pages = https
    ? { ...FOR_PAGES, "strict-transport-security": "max-age=31536000; includeSubDomains" }
    : FOR_PAGES;
  app.addHook("onRequest", (request, reply, done) => {
    const { access } = request.routeOptions.config;
    reply.headers(access === "device" || access === "board" ? ALWAYS : pages);
    done();
  });
}
