import path from "node:path";
import { parseArgs } from "node:util";
import { SettingsError } from "./config.ts";
import { importHere } from "./features/imports/shell/import-here.ts";
import { importThere } from "./features/imports/shell/import-there.ts";
import { ShellError, type ShellWish } from "./features/imports/shell/shell.ts";
import { explainFailure } from "./lifecycle.ts";
import { gatherSettings } from "./settings/gather.ts";

const USAGE = `npm run import -- FILE [--venue NAME] [--preview] [--mapping FILE] [--repair-sides] [--url URL]

FILE       a history: .csv or .csv.gz
--venue    the venue it belongs to, by name or id; the first one where left out
--preview  read and judge it, and wait for a yes on the page of imports
--mapping  a JSON file { "their column": "our field" }
--url      of a server elsewhere; ADMIN_EMAIL and ADMIN_PASSWORD sign in there`;

/** Where the command was typed, which npm leaves. */
const typedIn = (file: string): string => path.resolve(process.env.INIT_CWD ?? ".", file);

function wishOf(args: string[]): ShellWish & { url: string | undefined } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      venue: { type: "string" },
      preview: { type: "boolean", default: false },
      mapping: { type: "string" },
      "repair-sides": { type: "boolean", default: false },
      url: { type: "string" },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new ShellError(USAGE);
  return {
    file: typedIn(file),
    venue: values.venue,
    isPreview: values.preview,
    mappingFile: values.mapping === undefined ? undefined : typedIn(values.mapping),
    repairSides: values["repair-sides"],
    url: values.url,
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof ShellError || error instanceof SettingsError) return error.message;
  const isArgument =
    error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  return isArgument ? `${error.message}\n\n${USAGE}` : explainFailure(error);
}

try {
  const wish = wishOf(process.argv.slice(2));
  const settings = await gatherSettings(process.env);
  const said =
    wish.url === undefined
      ? await importHere(settings, wish)
      : await importThere(settings, { ...wish, url: wish.url });
  console.log(said);
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
