import { Writable } from "node:stream";
import { createLog, type Log } from "../src/platform/log/log.ts";

export interface Line {
  level: number;
  msg: string;
  requestId?: string;
  requestIds?: string[];
  job?: string;
  jobId?: string;
  [field: string]: unknown;
}

/** A log that is kept, and what has been written to it. */
export class KeptLog {
  readonly log: Log;
  text = "";
  #waiting: (() => void)[] = [];

  constructor(level = "debug") {
    const write = (chunk: Buffer, _encoding: string, done: () => void): void => {
      this.text += chunk.toString();
      for (const look of this.#waiting.splice(0)) look();
      done();
    };
    this.log = createLog(level, new Writable({ write }));
  }

  get lines(): Line[] {
    return this.text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line);
  }

  /** The first line of which something holds, now or later. */
  async line(holds: (line: Line) => boolean): Promise<Line> {
    for (;;) {
      const found = this.lines.find(holds);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}
