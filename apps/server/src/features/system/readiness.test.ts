import { describe, expect, it, vi } from "vitest";
import { useServer } from "../../../test/server.ts";
import type { Db } from "../../platform/database.ts";
import type { LiveHub } from "../../platform/live/hub.ts";
import { readiness } from "./readiness.ts";

const server = useServer();
const hub = { connected: () => true } as LiveHub;

describe("whether a process is ready", () => {
  it("[O12] is asked of its database once a second, however often load balancers ask", async () => {
    const { db } = server().database;
    const executor = db.getExecutor();
    const asking = vi.spyOn(executor, "executeQuery");
    const counted = { getExecutor: () => executor } as unknown as Db;
    const check = readiness({ db: counted, hub });
    const answers = await Promise.all(Array.from({ length: 50 }, check));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"database":"ok","broker":"ok","bus":"ok"}']),
    );
    expect(asking).toHaveBeenCalledTimes(1);
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 1_000);
    await check();
    expect(asking).toHaveBeenCalledTimes(2);
  });

  it("needs nothing where a process serves pages alone", async () => {
    expect(await readiness(undefined)()).toEqual({});
  });
});
