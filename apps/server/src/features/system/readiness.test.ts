import { describe, expect, it, onTestFinished, vi } from "vitest";
import { useServer } from "../../../test/server.ts";
import { openDatabase } from "../../platform/database.ts";
import type { LiveHub } from "../../platform/live/hub.ts";
import { canServe, readiness } from "./readiness.ts";

const server = useServer();
const hub = { connected: () => true } as LiveHub;

describe("whether a process is ready", () => {
  it("[O12] is asked of its database once a second, however often load balancers ask", async () => {
    // A pool of its own, as the server asks for other things.
    const own = openDatabase(server().database.connection, { onError: () => undefined });
    onTestFinished(own.close);
    const asking = vi.spyOn(own.db.getExecutor(), "executeQuery");
    const check = readiness({ db: own.db, hub, broker: () => true });
    const answers = await Promise.all(Array.from({ length: 50 }, check));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"database":"ok","broker":"ok","bus":"ok"}']),
    );
    expect(asking).toHaveBeenCalledTimes(1);
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 1_000);
    await check();
    expect(asking).toHaveBeenCalledTimes(2);
  });

  it("[O12] names the broker that cannot be spoken to and serves without it, and names none where tables speak to another process", async () => {
    const { db } = server().database;
    const checks = (broker?: () => boolean) => readiness({ db, hub, broker })();
    const without = await checks(() => false);
    expect(without).toEqual({ database: "ok", broker: "failing", bus: "ok" });
    expect(canServe(without)).toBe(true);
    expect(canServe({ ...without, bus: "failing" })).toBe(false);
    expect(await checks()).toEqual({ database: "ok", bus: "ok" });
  });

  it("needs nothing where a process serves pages alone", async () => {
    expect(await readiness(undefined)()).toEqual({});
  });
});
