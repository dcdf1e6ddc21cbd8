import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { API, importAnswerSchema, importSchema, problemSchema } from "@babyfoot/contract";
import { z } from "zod";
import type { Settings } from "../../../config.ts";
import {
  failureText,
  mappingText,
  openFile,
  outcomeText,
  progressBar,
  ShellError,
  type ShellWish,
  venueNamed,
} from "./shell.ts";

const LOOK_EVERY_MS = 300;
const venuesSchema = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

type Call = (path: string, init?: RequestInit & { duplex?: "half" }) => Promise<unknown>;

/** Signs in as the administrator of the settings. @throws ShellError */
async function signIn(url: string, { ADMIN_EMAIL, ADMIN_PASSWORD }: Settings): Promise<Call> {
  if (ADMIN_EMAIL === undefined || ADMIN_PASSWORD === undefined)
    throw new ShellError("--url needs ADMIN_EMAIL and ADMIN_PASSWORD.");
  const call = async (path: string, init: RequestInit & { duplex?: "half" } = {}) =>
    fetch(new URL(path, url), init).catch(() => {
      throw new ShellError(`${url} does not answer.`);
    });
  const answer = await call("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: ADMIN_EMAIL, password: ADMIN_PASSWORD }),
  });
  if (!answer.ok) throw new ShellError("ADMIN_EMAIL and ADMIN_PASSWORD do not sign in there.");
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return async (path, init = {}) => {
    const told = await call(API + path, { ...init, headers: { ...init.headers, cookie } });
    const body: unknown = await told.json();
    if (told.ok) return body;
    throw refusal(body);
  };
}

function refusal(body: unknown): ShellError {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return new ShellError("What answers there is no Babyfoot.");
  const { code, title, errors } = problem.data;
  const message = errors?.[0]?.message;
  if (code !== "not_a_history" || message === undefined)
    return new ShellError(message === undefined ? `${title}.` : `${title}: ${message}.`);
  const [why = "", detail] = message.split(": ");
  return new ShellError(failureText(why, detail ?? null));
}

/** Sends a file to a server elsewhere; answers how it ended, as a sentence. @throws ShellError */
export async function importThere(
  settings: Settings,
  wish: ShellWish & { url: string },
): Promise<string> {
  const file = openFile(wish.file);
  const mapping = await mappingText(wish.mappingFile);
  const call = await signIn(wish.url, settings);
  const { items } = venuesSchema.parse(await call("/venues?limit=200"));
  const query = new URLSearchParams({
    venueId: venueNamed(items, wish.venue).id,
    fileName: file.name,
    preview: String(wish.isPreview),
    repairSides: String(wish.repairSides),
    ...(mapping !== undefined && { mapping }),
  });
  const bar = progressBar(process.stderr);
  const began = Date.now();
  try {
    const body = Readable.toWeb(file.stream) as unknown as NonNullable<RequestInit["body"]>;
    const headers = { "content-type": "application/octet-stream" };
    const sent = await call(`/imports?${query}`, { method: "POST", headers, body, duplex: "half" });
    const { id } = importAnswerSchema.parse(sent);
    for (;;) {
      const now = importSchema.loose().parse(await call(`/imports/${id}`));
      if (now.status !== "importing") return outcomeText(now, Date.now() - began);
      bar.show(now.progress.share ?? 0);
      await wait(LOOK_EVERY_MS);
    }
  } finally {
    bar.end();
  }
}
