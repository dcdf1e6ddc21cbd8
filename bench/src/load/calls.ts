import { API } from "@babyfoot/contract";

export interface Answer<Body> {
  status: number;
  code: string | null;
  body: Body;
}

/** Calls as somebody, and counts what is answered. */
export type Calls = <Body>(method: string, path: string, body?: unknown) => Promise<Answer<Body>>;

/** What was asked and how it ended, by call. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(key: string): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }
}

const withoutIds = (path: string): string =>
  path.replace(/\?.*$/, "").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id");

/** @throws Error for an answer that no rule foresees. */
export function callsAs(url: string, headers: Record<string, string>, tally: Tally): Calls {
  return async (method, path, body) => {
    const answer = await fetch(`${url}${API}${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed = text === "" ? {} : JSON.parse(text);
    const code = answer.status >= 400 ? String(parsed.code) : null;
    if (method !== "GET")
      tally.add(`${method} ${withoutIds(path)} ${answer.status} ${code ?? ""}`.trim());
    if (answer.status >= 500) throw new Error(`${method} ${path}: ${text}`);
    return { status: answer.status, code, body: parsed };
  };
}
