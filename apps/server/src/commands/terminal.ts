import { explainFailure } from "../lifecycle.ts";
import { gatherSettings } from "../settings/gather.ts";
import type { Terminal } from "./analyst-command.ts";

/** Runs a command with the arguments and the settings of this process. */
export async function inTerminal(
  command: (args: readonly string[], terminal: Terminal) => Promise<number>,
): Promise<void> {
  const terminal = { say: console.log, complain: console.error };
  try {
    const settings = await gatherSettings(process.env);
    process.exitCode = await command(process.argv.slice(2), { settings, ...terminal });
  } catch (error) {
    console.error(explainFailure(error));
    process.exitCode = 1;
  }
}
