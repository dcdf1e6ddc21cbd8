import type { FastifyInstance, FastifyRequest } from "fastify";

/**
 * Reads JSON as the bodies of calls are read, keys that lead to prototypes refused. Throws what those answer.
 * @returns its reader
 */
export function jsonParser(app: FastifyInstance): (text: string) => unknown {
  const parse = app.getDefaultJsonParser("error", "error");
  return (text) => {
    let read: unknown;
    let failure: Error | null = null;
    // It calls back at once, and looks at the text alone.
    void parse({} as FastifyRequest, text, (error, body) => {
      failure = error;
      read = body;
    });
    if (failure !== null) throw failure;
    return read;
  };
}
