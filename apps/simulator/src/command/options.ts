import { parseArgs } from "node:util";
import { BOARD_MAKES } from "../boards/board.ts";
import { type Faults, NO_FAULTS } from "../network/faults.ts";
import type { BoardKind } from "../play/table.ts";
import { durationMs, probability, wholeNumber } from "./values.ts";
import { WrongOption } from "./wrong-option.ts";

/** Whose tables to play at. */
export type Target =
  /** An administrator's server: at tables of that name, or at tables of our own. */
  | { type: "admin"; email: string; password: string; tables: number; on: string[] }
  | { type: "device"; token: string; id?: string }
  | { type: "board"; url: string };

export interface SimulateOptions {
  serverUrl: string;
  /** Native devices speak MQTT with this broker. */
  mqttUrl: string | undefined;
  target: Target;
  /** Given to the tables in turn. */
  kinds: BoardKind[];
  speed: number;
  faults: Faults;
  matches: number | undefined;
  seed: string | undefined;
  quiet: boolean;
}

const KINDS: readonly BoardKind[] = ["native", ...BOARD_MAKES];
const FASTEST = 200;

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const KNOWN = {
  url: text,
  email: text,
  password: text,
  tables: text,
  on: text,
  boards: text,
  mqtt: text,
  "device-token": text,
  "device-id": text,
  "board-url": text,
  speed: text,
  matches: text,
  seed: text,
  loss: text,
  repeat: text,
  reorder: text,
  restart: text,
  bounce: text,
  held: text,
  clock: text,
  quiet: flag,
  help: { ...flag, short: "h" },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof KNOWN }>>["values"];

/** Reads the command's arguments; null when it is asked for help. @throws WrongOption, in one sentence. */
export function readOptions(args: readonly string[]): SimulateOptions | null {
  const given = parse(args);
  if (given.help === true) return null;
  const target = targetOf(given);
  return {
    serverUrl: serverUrlOf(given, target),
    mqttUrl: mqttUrlOf(given, target),
    target,
    kinds: kindsOf(given.boards, target),
    speed: speedOf(given.speed),
    faults: faultsOf(given),
    matches: given.matches === undefined ? undefined : wholeNumber("matches", given.matches, 1_000),
    seed: given.seed,
    quiet: given.quiet ?? false,
  };
}

function parse(args: readonly string[]): Given {
  // A value such as -1h would be taken for an option.
  const joined = args.flatMap((arg, index) => {
    if (args[index - 1] === "--clock") return [];
    return arg === "--clock" && index + 1 < args.length ? [`--clock=${args[index + 1]}`] : [arg];
  });
  try {
    return parseArgs({ args: joined, options: KNOWN }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new WrongOption(`${said.split(/[.\n]/)[0]}; --help lists the options.`);
  }
}

function targetOf(given: Given): Target {
  const { email, password, on } = given;
  const token = given["device-token"];
  const url = given["board-url"];
  const ways = [token, url, email ?? password].filter((way) => way !== undefined);
  if (ways.length !== 1)
    throw new WrongOption(
      "Give either --email and --password of an administrator, or --device-token, or --board-url.",
    );
  if (token !== undefined) {
    const id = given["device-id"];
    return { type: "device", token, ...(id !== undefined && { id }) };
  }
  if (url !== undefined) return { type: "board", url: httpUrl("board-url", url) };
  if (email === undefined || password === undefined)
    throw new WrongOption("--email and --password go together.");
  const named = on?.split(",").map((code) => code.trim()) ?? [];
  if (named.length > 0 && given.tables !== undefined)
    throw new WrongOption(
      "--tables counts tables of the simulator's own, --on names others: give one.",
    );
  const tables = wholeNumber("tables", given.tables ?? "8", 200);
  return { type: "admin", email, password, tables, on: named };
}

function serverUrlOf({ url }: Given, target: Target): string {
  if (url !== undefined) return httpUrl("url", url);
  return target.type === "board" ? new URL(target.url).origin : "http://localhost:3000";
}

function mqttUrlOf({ mqtt }: Given, target: Target): string | undefined {
  if (mqtt === undefined) return undefined;
  if (target.type === "device" && target.id === undefined)
    throw new WrongOption("By MQTT a device signs in with its id: give --device-id, too.");
  if (/^mqtts?:\/\/./i.test(mqtt) && URL.canParse(mqtt)) return mqtt;
  throw new WrongOption(`--mqtt is an address such as mqtt://localhost:1883, not "${mqtt}".`);
}

function httpUrl(option: string, value: string): string {
  if (/^https?:\/\/./i.test(value) && URL.canParse(value)) return value;
  throw new WrongOption(`--${option} is an address such as http://localhost:3000, not "${value}".`);
}

function kindsOf(boards: string | undefined, target: Target): BoardKind[] {
  if (target.type === "device") {
    if (boards !== undefined && boards !== "native")
      throw new WrongOption("A device token is that of a native device: leave --boards out.");
    return ["native"];
  }
  const kinds = (boards ?? (target.type === "board" ? "samsul" : KINDS.join(","))).split(",");
  const known = kinds.map((kind) => kindOf(kind.trim()));
  if (target.type === "board" && (known.length > 1 || known.includes("native")))
    throw new WrongOption("A board URL is for one board: give its make, e.g. --boards samsul.");
  return known;
}

function kindOf(word: string): BoardKind {
  const kind = KINDS.find((one) => one === word);
  if (kind === undefined)
    throw new WrongOption(`There is no board "${word}"; there are ${KINDS.join(", ")}.`);
  return kind;
}

function speedOf(value: string | undefined): number {
  const speed = Number(value ?? "1");
  if (speed > 0 && speed <= FASTEST) return speed;
  throw new WrongOption(`--speed is a number above 0 up to ${FASTEST}, not "${value}".`);
}

function faultsOf(given: Given): Faults {
  const faults = { ...NO_FAULTS };
  for (const name of ["loss", "repeat", "reorder", "restart", "bounce", "held"] as const) {
    const value = given[name];
    if (value !== undefined) faults[name] = probability(name, value);
  }
  if (given.clock !== undefined) faults.clockMs = durationMs("clock", given.clock);
  return faults;
}
