import type { BrowserContext } from "playwright-core";

/** Gathers what goes wrong in pages without anybody seeing it. */
export interface Complaints {
  watch(context: BrowserContext): void;
  /** What this test provokes on purpose. */
  tolerate(...patterns: RegExp[]): void;
  /** Everything heard since the last call, save what was to be tolerated. */
  take(): string[];
}

/** How the browser ends requests of a page that one leaves. */
const LEFT = "net::ERR_ABORTED";

export function gatherComplaints(): Complaints {
  let heard: string[] = [];
  let tolerated: RegExp[] = [];
  return {
    watch(context) {
      context.on("console", (message) => {
        if (message.type() === "error") heard.push(`console: ${message.text()}`);
      });
      context.on("weberror", (error) => heard.push(`exception: ${error.error().stack}`));
      context.on("requestfailed", (request) => {
        const reason = request.failure()?.errorText ?? "";
        if (reason !== LEFT) heard.push(`${request.method()} ${request.url()}: ${reason}`);
      });
      context.on("response", (response) => {
        const request = response.request();
        if (response.status() >= 400)
          heard.push(`${request.method()} ${response.url()}: ${response.status()}`);
      });
    },
    tolerate: (...patterns) => {
      tolerated.push(...patterns);
    },
    take() {
      const unexpected = heard.filter((line) => !tolerated.some((pattern) => pattern.test(line)));
      heard = [];
      tolerated = [];
      return unexpected;
    },
  };
}
