import { explainFailure, onEnd, tellLauncher } from "./lifecycle.ts";
import { gatherSettings } from "./settings/gather.ts";
import { type Babyfoot, startBabyfoot } from "./start.ts";

let running: Babyfoot | undefined;
let ending = false;

async function end(): Promise<void> {
  ending = true;
  await running?.stop();
  if (running !== undefined) process.exit(0);
}

function fail(error: unknown): void {
  const message = explainFailure(error);
  tellLauncher({ type: "failed", message });
  if (!process.connected) console.error(message);
  process.exitCode = 1;
  if (process.connected) process.disconnect();
}

onEnd(() => {
  end().catch(fail);
});

try {
  running = await startBabyfoot(await gatherSettings(process.env), (message) =>
    tellLauncher({ type: "progress", message }),
  );
  if (ending) await end();
  const { url, local, admin, boards } = running;
  tellLauncher({ type: "ready", url, local, boards, ...(admin !== undefined && { admin }) });
  if (!process.connected) console.log(`Babyfoot is ready at ${url}`);
} catch (error) {
  fail(error);
}
