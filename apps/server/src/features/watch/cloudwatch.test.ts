import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { asAdmin, newDevice, newTable, sendEvents } from "../../../test/campus.ts";
import { Client } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import { newId } from "../../platform/ids.ts";
import { cloudWatchLine, startCloudWatchLines } from "./cloudwatch.ts";

interface Line {
  _aws: {
    Timestamp: number;
    CloudWatchMetrics: {
      Namespace: string;
      Dimensions: string[][];
      Metrics: { Name: string; Unit: string }[];
    }[];
  };
  Environment: string;
  [measure: string]: unknown;
}

describe("a line of metrics", () => {
  it("[O14] is what CloudWatch's embedded metric format wants: names of members that are numbers or the dimension", () => {
    const told = cloudWatchLine({ SensorsSilent: 2, QueueAgeSeconds: 0.5 }, "campus", 1_000);
    expect(told).not.toContain("\n");
    const line = JSON.parse(told) as Line;
    const [directive] = line._aws.CloudWatchMetrics;
    expect(line._aws.Timestamp).toBe(1_000);
    expect(directive).toEqual({
      Namespace: "Babyfoot",
      Dimensions: [["Environment"]],
      Metrics: [
        { Name: "SensorsSilent", Unit: "Count" },
        { Name: "QueueAgeSeconds", Unit: "Seconds" },
      ],
    });
    expect(line).toMatchObject({ Environment: "campus", SensorsSilent: 2, QueueAgeSeconds: 0.5 });
  });

  it("[O14] leaves out what is not known", () => {
    const line = JSON.parse(cloudWatchLine({ EventLoopDelayMs: Number.NaN }, "campus", 1)) as Line;
    expect(line._aws.CloudWatchMetrics[0]?.Metrics).toEqual([]);
    expect("EventLoopDelayMs" in line).toBe(false);
  });
});

describe("what is worth an alarm", () => {
  // Without a worker, which would do what waits.
  const server = useServer({ ROLES: "api" });

  /** The next line that is written. */
  const nextLine = (lag: number | undefined): Promise<Line> =>
    new Promise((resolve) => {
      const stop = startCloudWatchLines({
        settings: { ENVIRONMENT: "campus" },
        ...{ db: server().database.db, log: server().app.log, everyMs: 50 },
        replica: { lagSeconds: () => lag },
        write: (line) => resolve(JSON.parse(line) as Line),
      });
      onTestFinished(stop);
    });

  it("is nought while all is well, and there is no lag without a replica", async () => {
    const line = await nextLine(undefined);
    expect(line).toMatchObject({ SensorsSilent: 0, QueueAgeSeconds: 0, OutboxAgeSeconds: 0 });
    expect(line.EventLoopDelayMs).toBeGreaterThan(0);
    expect("ReplicaLagSeconds" in line).toBe(false);
  });

  it("[O14] counts sensors that have fallen silent, and how long jobs and notices should have been done", async () => {
    const { db } = server().database;
    const admin = await asAdmin(server());
    const table = await newTable(admin);
    const [heard] = [await newDevice(admin, table.id), await newDevice(admin, table.id)];
    await sendEvents(new Client(server()), heard, {
      events: [{ seq: 1, type: "health", batteryPercent: 81, uptimeMs: 900_000 }],
    });
    await sql`update devices set online = false where id = ${heard.id}`.execute(db);
    await sql`insert into jobs (id, task, payload, run_at, attempts)
      values (${newId()}, 'unknown', '{}', now() - interval '100 s', 1)`.execute(db);
    const { id: venueId } = (await admin.get("/api/v1/venues")).body.items[0];
    await sql`insert into notices (id, venue_id, kind, subject, key, data, path, due_at)
      values (${newId()}, ${venueId}, 'x', 'x', 'x', '{}', '/', now() - interval '200 s')`.execute(
      db,
    );
    const line = await nextLine(1.5);
    expect(line).toMatchObject({ SensorsSilent: 1, ReplicaLagSeconds: 1.5 });
    expect(line.QueueAgeSeconds).toBeCloseTo(100, -1);
    expect(line.OutboxAgeSeconds).toBeCloseTo(200, -1);
  });
});
