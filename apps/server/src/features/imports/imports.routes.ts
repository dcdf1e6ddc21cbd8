import multipart from "@fastify/multipart";
import type { FastifyInstance } from "fastify";
import { changeRoutes } from "./change.routes.ts";
import type { ImportDeps } from "./imports.deps.ts";
import { readRoutes } from "./read.routes.ts";
import { reportRoutes } from "./report.routes.ts";
import { uploadRoute } from "./upload.routes.ts";

/** As browsers and scripts call a CSV, zipped or not. */
const STREAMED = [
  "text/csv",
  "text/plain",
  "application/csv",
  "application/vnd.ms-excel",
  "application/gzip",
  "application/x-gzip",
  "application/octet-stream",
];

/** Histories that come as a file: brought in, looked at, taken back. */
export async function imports(app: FastifyInstance, deps: ImportDeps): Promise<void> {
  await app.register(multipart);
  app.addContentTypeParser(STREAMED, (_request, payload, done) => done(null, payload));
  uploadRoute(app, deps);
  readRoutes(app, deps);
  reportRoutes(app, deps);
  changeRoutes(app, deps);
}
