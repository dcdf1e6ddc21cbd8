import { createReadStream, type ReadStream, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Import } from "@babyfoot/contract";

/** What was typed; files are whole paths. */
export interface ShellWish {
  file: string;
  venue: string | undefined;
  isPreview: boolean;
  mappingFile: string | undefined;
  repairSides: boolean;
}

/** What whoever typed it must hear, in a sentence. */
export class ShellError extends Error {}

/** Opens the file. @throws ShellError where there is none. */
export function openFile(file: string): { stream: ReadStream; name: string; size: number } {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new ShellError(`There is no file ${file}.`);
  if (!found.isFile()) throw new ShellError(`${file} is not a file.`);
  return { stream: createReadStream(file), name: path.basename(file), size: found.size };
}

/** The text of a mapping file. @throws ShellError */
export async function mappingText(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  return readFile(file, "utf8").catch(() => {
    throw new ShellError(`The mapping ${file} cannot be read.`);
  });
}

/** The venue that is meant. @throws ShellError naming those that there are. */
export function venueNamed<Venue extends { id: string; name: string }>(
  venues: readonly Venue[],
  wanted: string | undefined,
): Venue {
  const found = venues.find(
    ({ id, name }) =>
      wanted === undefined || id === wanted || name.toLowerCase() === wanted.toLowerCase(),
  );
  if (found !== undefined) return found;
  const names = venues.map(({ name }) => name).join(", ");
  throw new ShellError(`There is no venue ${wanted}. There are: ${names}.`);
}

const SENTENCES: Partial<Record<string, string>> = {
  not_csv: "This is no CSV.",
  missing_columns: "The file lacks columns that a history needs",
  header_too_short: "Most rows have more cells than the header: which is which is not known.",
  no_rows: "The file holds no row that names its game and its player.",
  row_too_long: "A row is longer than a row may be",
  gzip_broken: "The gzip is cut off or damaged.",
  too_large: "The file is larger than 2 GB unzipped.",
};

/** Why an import failed, for people. */
export function failureText(code: string, detail: string | null): string {
  const sentence = SENTENCES[code] ?? `The import failed (${code}).`;
  return detail === null ? sentence : `${sentence.replace(/\.$/, "")}: ${detail}.`;
}

const number = (count: number): string => count.toLocaleString("en");

/** How an import ended, for people. @throws ShellError where it failed. */
export function outcomeText(
  { status, counts, errorCode, errorDetail }: Import,
  ms: number,
): string {
  const seconds = (ms / 1000).toFixed(1);
  const { games, lines, players, knownGames, differingGames } = counts;
  const all = `${number(games)} games, ${number(lines)} lines, ${number(players)} people`;
  const known = `${number(knownGames)} games were here already, ${number(differingGames)} of them differing.`;
  switch (status) {
    case "finished":
      return `Imported in ${seconds} s: ${all}. ${knownGames > 0 ? known : ""}`.trim();
    case "previewed":
      return `Read in ${seconds} s: ${all}. ${known} Nothing has changed; say yes on the page of imports.`;
    case "unchanged":
      return "Everything in it was here already; nothing has changed.";
    case "failed":
      throw new ShellError(failureText(errorCode ?? "internal", errorDetail));
    default:
      throw new ShellError(`The import was ${status} by somebody else.`);
  }
}

/** Shows how far it is: a bar on a terminal, nothing elsewhere. */
export function progressBar(out: NodeJS.WriteStream): { show(share: number): void; end(): void } {
  const width = 30;
  let shown = "";
  return {
    show: (share) => {
      const full = Math.round(share * width);
      const text = `[${"#".repeat(full)}${".".repeat(width - full)}] ${Math.floor(share * 100)} %`;
      if (!out.isTTY || text === shown) return;
      shown = text;
      out.write(`\r${text}`);
    },
    end: () => {
      if (shown !== "") out.write("\r\u001b[K");
    },
  };
}
