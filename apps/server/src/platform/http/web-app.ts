import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { AppError } from "../errors.ts";
import { sendProblem } from "./problems.ts";

const here = path.dirname(fileURLToPath(import.meta.url));
// From the bundle in apps/server/dist, or from the sources.
const built = ["../../web/dist", "../../../../web/dist"]
  .map((candidate) => path.join(here, candidate))
  .find((folder) => existsSync(path.join(folder, "index.html")));

const OURS = /^\/(api|healthz|readyz|metrics)(\/|$)/;

/**
 * Serves the web application: its files for ever, its page for every address that is not of the interface.
 * @param serves false where others do; every unknown address is a problem then
 */
export async function serveWebApp(app: FastifyInstance, serves: boolean): Promise<void> {
  const root = serves ? built : undefined;
  if (root !== undefined)
    await app.register(fastifyStatic, {
      root,
      serve: false,
      index: false,
      cacheControl: false,
      setHeaders: (response, file) => {
        const immutable = file.includes(`${path.sep}assets${path.sep}`);
        response.setHeader(
          "cache-control",
          immutable ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    });
  app.setNotFoundHandler(async (request, reply) => {
    const pathname = decodeURI(request.url.split("?")[0] ?? "/");
    const readable = request.method === "GET" || request.method === "HEAD";
    if (root === undefined || !readable || OURS.test(pathname))
      return sendProblem(request, reply, new AppError("not_found"));
    const file = path.join(root, path.normalize(`/${pathname}`));
    const isFile = path.extname(file) !== "" && existsSync(file);
    if (!isFile && path.extname(file) !== "")
      return sendProblem(request, reply, new AppError("not_found"));
    return reply.sendFile(isFile ? path.relative(root, file) : "index.html");
  });
}
