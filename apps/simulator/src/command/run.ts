import { playTables, type TableReport } from "../play/play-tables.ts";
import { enlist } from "./enlist.ts";
import { HELP } from "./help.ts";
import { readOptions } from "./options.ts";
import { WrongOption } from "./wrong-option.ts";

export interface Terminal {
  say: (line: string) => void;
  complain: (line: string) => void;
  /** Ctrl-C. */
  signal: AbortSignal;
}

/** The command; gives its exit code. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const options = readOptions(args);
    if (options === null) {
      terminal.say(HELP);
      return 0;
    }
    const { serverUrl, mqttUrl, speed, faults, matches, seed, quiet } = options;
    const tables = await enlist(options);
    const names = tables.map(({ name }) => name).join(", ");
    terminal.say(`Playing at ${serverUrl}: ${names}. Ctrl-C ends it.`);
    const log = quiet ? onlyTrouble(terminal.say) : terminal.say;
    const { signal } = terminal;
    const reports = await playTables(tables, {
      ...{ serverUrl, mqttUrl, signal, speed, faults, matches, seed },
      log,
    });
    for (const report of reports) terminal.say(lineOf(report));
    return reports.some(({ undelivered }) => undelivered > 0) && !signal.aborted ? 1 : 0;
  } catch (error) {
    if (!(error instanceof WrongOption)) throw error;
    terminal.complain(error.message);
    return 2;
  }
}

const onlyTrouble = (say: (line: string) => void) => (line: string) => {
  if (!/: (kick-off|goal for|the board restarts)/.test(line)) say(line);
};

function lineOf({ name, matches, undelivered }: TableReport): string {
  const scores = matches.map(({ red, blue }) => `${red}–${blue}`).join(", ");
  const left = undelivered === 0 ? "" : `; ${undelivered} events did not arrive`;
  return `${name}: ${scores === "" ? "nothing played" : scores}${left}`;
}
