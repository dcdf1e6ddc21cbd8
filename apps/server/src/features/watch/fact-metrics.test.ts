import { expect, it } from "vitest";
import { askSeldom } from "./fact-metrics.ts";

it("[W41] asks a database that hangs nothing new until it has answered", async () => {
  const answers: ((value: string) => void)[] = [];
  const ask = askSeldom(() => new Promise<string>((answer) => answers.push(answer)), {
    ...{ everyMs: 0, withinMs: 1 },
  });
  expect([await ask(), await ask(), answers.length]).toEqual([undefined, undefined, 1]);
  answers[0]?.("late");
  await Promise.resolve();
  await expect.poll(() => ask().then(() => answers.length)).toBe(2);
});
