import { createServer, type ServerResponse } from "node:http";

/** The least that can be done: a goal is written to everybody who listens, and kept nowhere. */
const size = Number(process.argv[2] ?? 1_000);
const viewers = new Set<ServerResponse>();
const server = createServer((request, response) => {
  if (request.method === "POST") {
    request.resume();
    const data = JSON.stringify({ tableId: request.url?.slice(1), padding: "x".repeat(size) });
    for (const viewer of viewers) viewer.write(`event: match.goal\ndata: ${data}\n\n`);
    response.end("{}");
    return;
  }
  viewers.add(response);
  request.on("close", () => viewers.delete(response));
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(": here\n\n");
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : 0 });
});
