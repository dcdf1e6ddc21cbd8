import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { onEndSignals } from "./launcher/end-signals.mjs";

const WEB_PORT = 5173;

const root = fileURLToPath(new URL("..", import.meta.url));
const { PORT = "3000" } = process.env;
// Vite's settings pass requests on to it.
process.env.DEV_API ??= `http://localhost:${PORT}`;

const web = await createServer({
  root: `${root}apps/web`,
  server: { port: WEB_PORT, strictPort: true },
});
await web.listen();
web.printUrls();

const tsx = createRequire(import.meta.url).resolve("tsx/cli");
const server = spawn(
  process.execPath,
  [tsx, "watch", "--clear-screen=false", "apps/server/src/main.ts"],
  {
    cwd: root,
    // Requests come from Vite's address, and the server refuses those of strangers.
    env: { DEMO: "on", PUBLIC_URL: `http://localhost:${WEB_PORT}`, ...process.env },
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  },
);
onEndSignals({
  source: process,
  first: () => void server.kill("SIGTERM"),
  again: () => void process.exit(130),
});
await once(server, "exit");
await web.close();
