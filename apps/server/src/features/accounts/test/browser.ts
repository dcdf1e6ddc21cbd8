import type { Answer } from "../../../../test/client.ts";

/** A browser that follows redirects across sites by itself, keeping each site's cookies. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const jar = this.#cookies.get(url.host) ?? new Map<string, string>();
    this.#cookies.set(url.host, jar);
    const headers = new Headers(init.headers);
    headers.set("cookie", [...jar].map((pair) => pair.join("=")).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Goes somewhere until a page answers, or until a redirect to where `until` says to stop. */
  async go(
    start: string,
    { form, until = () => false }: { form?: Record<string, string>; until?: (url: URL) => boolean },
  ): Promise<{ url: URL; response: Response }> {
    let url = new URL(start);
    let init: RequestInit = form ? { method: "POST", body: new URLSearchParams(form) } : {};
    for (;;) {
      const response = await this.#fetch(url, init);
      const location = response.headers.get("location");
      if (location === null) return { url, response };
      url = new URL(location, url);
      init = {};
      if (until(url)) return { url, response };
    }
  }

  async json(method: string, address: string, body?: unknown): Promise<Answer> {
    const response = await this.#fetch(new URL(address), {
      method,
      ...(body !== undefined && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }
}
