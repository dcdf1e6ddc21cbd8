import { Counter, type Registry } from "prom-client";

/** What is done in the background. */
export interface WorkMeasures {
  /** Does it, and counts how it went and how long it took. */
  task<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  notice(channel: string, result: string): void;
}

export function createWorkMeasures(registry: Registry): WorkMeasures {
  const registers = [registry];
  const turns = new Counter({
    ...{ name: "babyfoot_tasks_total", labelNames: ["task", "result"], registers },
    help: "Turns of background tasks, by how they went: ok or failed",
  });
  const seconds = new Counter({
    ...{ name: "babyfoot_task_seconds_total", labelNames: ["task"], registers },
    help: "Time that background tasks took",
  });
  const notices = new Counter({
    ...{ name: "babyfoot_notices_total", labelNames: ["channel", "result"], registers },
    help: "Tries to tell somebody something: sent, gone, refused or later",
  });
  return {
    async task(task, work) {
      const begun = performance.now();
      let result = "failed";
      try {
        const done = await work();
        result = "ok";
        return done;
      } finally {
        turns.inc({ task, result });
        seconds.inc({ task }, (performance.now() - begun) / 1_000);
      }
    },
    notice: (channel, result) => notices.inc({ channel, result }),
  };
}
