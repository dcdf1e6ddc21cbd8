import { type LiveMessage, liveMessageSchema, tracedSchema } from "@babyfoot/contract";

export interface StreamEvent {
  id: number;
  event: string;
  data: LiveMessage;
  /** Where the viewer is asked to say when it has shown this. */
  traceparent?: string | undefined;
}

/** Reads server-sent events out of text that comes in pieces; answers the finished ones and the comments. */
function createParser(): (piece: string) => { events: StreamEvent[]; comments: string[] } {
  let rest = "";
  return (piece) => {
    const blocks = (rest + piece).split("\n\n");
    rest = blocks.pop() ?? "";
    const events: StreamEvent[] = [];
    const comments: string[] = [];
    for (const block of blocks) {
      const fields = new Map<string, string>();
      for (const line of block.split("\n")) {
        const at = line.indexOf(":");
        if (at === 0) comments.push(line.slice(1).trim());
        else fields.set(line.slice(0, at), line.slice(at + 1).trimStart());
      }
      const [id, event, data] = ["id", "event", "data"].map((name) => fields.get(name));
      if (event === undefined || data === undefined) continue;
      const json: unknown = JSON.parse(data);
      const { traceparent } = tracedSchema.parse(json);
      const message = liveMessageSchema.parse(json);
      events.push({ id: Number(id), event, data: message, ...(traceparent && { traceparent }) });
    }
    return { events, comments };
  };
}

/** Somebody who watches the live stream over a real socket. */
export class LiveStream {
  readonly events: StreamEvent[] = [];
  readonly comments: string[] = [];
  /** How the stream ended: cleanly, or with its connection broken. */
  ended: "cleanly" | "broken" | undefined;
  #headers: Headers | undefined;
  readonly #stop = new AbortController();
  #changed: (() => void)[] = [];
  #reading: Promise<void> = Promise.resolve();

  /** Opens the stream; resolves when its headers are there. `query` begins with `?`. */
  static async open(
    server: { url: string },
    {
      query = "",
      lastEventId,
      cookie,
    }: { query?: string; lastEventId?: number | string; cookie?: string } = {},
  ): Promise<LiveStream> {
    const stream = new LiveStream();
    const response = await fetch(`${server.url}/api/v1/live${query}`, {
      headers: {
        ...(lastEventId !== undefined && { "last-event-id": String(lastEventId) }),
        ...(cookie !== undefined && { cookie }),
      },
      signal: stream.#stop.signal,
    });
    if (response.status !== 200 || response.body === null)
      throw new Error(`no stream: ${response.status} ${await response.text()}`);
    stream.#headers = response.headers;
    stream.#reading = stream.#read(response.body);
    return stream;
  }

  get headers(): Headers {
    return this.#headers ?? new Headers();
  }
  get lastId(): number {
    return this.events.at(-1)?.id ?? 0;
  }
  /** The events after the snapshot. */
  get deltas(): StreamEvent[] {
    return this.events.filter(({ event }) => event !== "snapshot");
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parse = createParser();
    const decoder = new TextDecoder();
    try {
      for await (const piece of body) {
        const { events, comments } = parse(decoder.decode(piece, { stream: true }));
        this.events.push(...events);
        this.comments.push(...comments);
        this.#wake();
      }
      this.ended = "cleanly";
    } catch {
      this.ended = "broken";
    }
    this.#wake();
  }

  #wake(): void {
    const woken = this.#changed;
    this.#changed = [];
    for (const wake of woken) wake();
  }

  /** Waits until a condition on what has come holds; fails after 10 s, telling what came. */
  async until(condition: (stream: LiveStream) => boolean): Promise<this> {
    const late = Date.now() + 10_000;
    while (!condition(this)) {
      if (Date.now() > late) {
        const came = this.events.map(({ id, event }) => `${id} ${event}`).join(", ");
        throw new Error(`waited in vain; ended: ${this.ended ?? "no"}; came: ${came}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 10_000);
        this.#changed.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return this;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }
}
