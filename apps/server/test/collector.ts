import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const attributeSchema = z.object({
  key: z.string(),
  value: z.union([
    z.strictObject({ stringValue: z.string() }),
    z.strictObject({ intValue: z.string() }),
    z.strictObject({ doubleValue: z.number() }),
    z.strictObject({ boolValue: z.boolean() }),
  ]),
});

const nanosecondsSchema = z.string().regex(/^\d{19}$/);

/** OTLP's JSON, as its protocol has it: ids in hexadecimal, 64-bit numbers as text. */
const exportSchema = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes: z.array(attributeSchema) }),
      scopeSpans: z.array(
        z.strictObject({
          scope: z.strictObject({ name: z.string() }),
          spans: z.array(
            z.strictObject({
              traceId: z.string().regex(/^[0-9a-f]{32}$/),
              spanId: z.string().regex(/^[0-9a-f]{16}$/),
              parentSpanId: z
                .string()
                .regex(/^[0-9a-f]{16}$/)
                .optional(),
              name: z.string(),
              kind: z.int().min(1).max(5),
              startTimeUnixNano: nanosecondsSchema,
              endTimeUnixNano: nanosecondsSchema,
              attributes: z.array(attributeSchema),
              status: z.strictObject({ code: z.int() }).optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});
type Export = z.infer<typeof exportSchema>;
export type ReceivedSpan = Export["resourceSpans"][number]["scopeSpans"][number]["spans"][number];

export interface Collector {
  url: string;
  spans(): ReceivedSpan[];
  calls(): { path: string | undefined; headers: IncomingHttpHeaders; body: Export }[];
  /** Waits until something holds of all spans so far. */
  until(holds: (spans: ReceivedSpan[]) => boolean): Promise<void>;
  close(): Promise<void>;
}

/** A collector of OpenTelemetry that keeps what it is sent over HTTP, and takes nothing else. */
export async function startCollector(): Promise<Collector> {
  const calls: ReturnType<Collector["calls"]> = [];
  let waiting: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = exportSchema.parse(JSON.parse(Buffer.concat(pieces).toString("utf8")));
    calls.push({ path: request.url, headers: request.headers, body });
    response.setHeader("content-type", "application/json");
    response.end("{}");
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const spans = () =>
    calls.flatMap(({ body }) =>
      body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    );
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    calls: () => calls,
    until: async (holds) => {
      while (!holds(spans())) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
