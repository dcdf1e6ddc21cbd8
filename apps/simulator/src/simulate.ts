import { runCommand } from "./command/run.ts";

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(name, () => stop.abort());
}
process.exitCode = await runCommand(process.argv.slice(2), {
  say: console.log,
  complain: console.error,
  signal: stop.signal,
});
