import { connect } from "node:net";
import { API } from "@babyfoot/contract";

interface News {
  offers: { entryId: string; tableId: string; offeredUntil: string }[];
}

/** Who waits is told of offers by the live stream, as by the page. */
export class Offers {
  readonly #waiting = new Map<string, (offered: boolean) => void>();
  readonly #known = new Set<string>();

  static open(port: number): Promise<Offers> {
    const offers = new Offers();
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      let rest = "";
      socket.setEncoding("utf8");
      socket.on("error", reject);
      socket.on("connect", () =>
        socket.write(`GET ${API}/live HTTP/1.1\r\nhost: localhost\r\n\r\n`),
      );
      socket.on("data", (chunk: string) => {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          if (line.startsWith("event: snapshot")) resolve(offers);
          if (line.startsWith('data: {"type":"queue.changed"'))
            offers.#hear(JSON.parse(line.slice("data: ".length)).queue as News);
        }
      });
      offers.close = () => socket.destroy();
    });
  }

  close: () => void = () => undefined;

  #hear({ offers }: News): void {
    for (const { entryId } of offers) {
      this.#known.add(entryId);
      this.#waiting.get(entryId)?.(true);
      this.#waiting.delete(entryId);
    }
  }

  /** Whether an offer comes before patience ends. */
  of(entryId: string, patience: Promise<void>): Promise<boolean> {
    if (this.#known.has(entryId)) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.#waiting.set(entryId, resolve);
      void patience.then(() => {
        if (this.#waiting.delete(entryId)) resolve(false);
      });
    });
  }
}
