import { once } from "node:events";
import { connect } from "node:net";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { endInPeace } from "./stopping.ts";

it("[O13] a connection that nobody has said anything on does not hold up the end", async () => {
  const app = Fastify({ forceCloseConnections: "idle" });
  endInPeace(app);
  app.get("/", () => "here");
  const url = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
  // As browsers open them, to have one ready.
  const spare = connect({ host: url.hostname, port: Number(url.port) });
  await once(spare, "connect");
  expect(await (await fetch(url)).text()).toBe("here");
  const closed = once(spare, "close");
  await app.close();
  await closed;
}, 10_000);
