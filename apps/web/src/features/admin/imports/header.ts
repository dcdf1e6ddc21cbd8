const DELIMITERS = [",", ";", "\t", "|"] as const;
const FIRST_BYTES = 64 * 1024;

/** The names in the first line of a CSV, whatever parts them. */
export function headerCells(text: string): string[] {
  const line = firstLine(text.replace(/^\uFEFF/, ""));
  const delimiter = DELIMITERS.toSorted((one, other) => count(line, other) - count(line, one))[0];
  return cellsOf(line, delimiter ?? ",").filter((cell) => cell !== "");
}

const count = (line: string, delimiter: string): number => line.split(delimiter).length;

/** Up to the first line break that is not inside quotes. */
function firstLine(text: string): string {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (!quoted && (text[at] === "\n" || text[at] === "\r")) return text.slice(0, at);
  }
  return text;
}

function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    if (character === delimiter && !quoted) {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  return [...cells, cell].map(unquoted);
}

const unquoted = (cell: string): string =>
  cell
    .trim()
    .replace(/^"([\s\S]*)"$/, "$1")
    .replaceAll('""', '"')
    .trim();

/** The columns of a file that the server could not read, from its first bytes; none where those cannot be read either. */
export async function headerOf(file: File): Promise<string[]> {
  try {
    return headerCells(await firstText(file));
  } catch {
    return [];
  }
}

async function firstText(file: File): Promise<string> {
  const part = file.slice(0, FIRST_BYTES);
  if (!file.name.toLowerCase().endsWith(".gz")) return part.text();
  const reader = part.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const { value } = await reader.read();
  // What follows is cut off, and its error is nobody's.
  reader.cancel().catch(() => undefined);
  return new TextDecoder().decode(value);
}
