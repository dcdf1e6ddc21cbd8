import { createHash } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** Lists of packages change, packages never do. */
const LIST_LASTS_MS = 12 * 3_600_000;
const [folder = "", address = "", port = ""] = process.argv.slice(2);
const underWay = new Map<string, Promise<void>>();

/** What apt of a machine without a way out asks for, fetched from the mirror once and kept in a folder. */
const server = createServer((request, response) => {
  serve(request, response).catch(() => {
    if (!response.headersSent) response.writeHead(502);
    response.end();
  });
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "");
  const file = join(folder, createHash("sha256").update(url.href).digest("hex"));
  if (!isFresh(file, url)) await fetchOnce(url, file);
  if (!existsSync(file)) return void response.writeHead(404).end();
  const body = await readFile(file);
  response.writeHead(200, { "content-length": body.length }).end(body);
}

function isFresh(file: string, { pathname }: URL): boolean {
  if (!existsSync(file)) return false;
  return !pathname.includes("/dists/") || Date.now() - statSync(file).mtimeMs < LIST_LASTS_MS;
}

/** Two that ask for the same wait for the same answer. Where there is none, what is kept has to do. */
function fetchOnce(url: URL, file: string): Promise<void> {
  const begun = underWay.get(file) ?? fetchInto(url, file).catch(() => undefined);
  underWay.set(file, begun);
  return begun.finally(() => underWay.delete(file));
}

async function fetchInto(url: URL, file: string): Promise<void> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, resolve).on("error", reject);
  });
  if (answer.statusCode !== 200) return void answer.resume();
  await pipeline(answer, createWriteStream(`${file}.part`));
  renameSync(`${file}.part`, file);
}

mkdirSync(folder, { recursive: true });
server.listen(Number(port), address, () => console.log("ready"));
