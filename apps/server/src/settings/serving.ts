import { z } from "zod";
import { list, onOff, someOf, urlWith } from "./values.ts";

/** What a process can do: serve pages, answer calls, work by itself, speak MQTT. */
const ROLES = ["web", "api", "worker", "broker"] as const;

export const serving = {
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe("Where HTTP is served; `0` takes any free port."),
  HOST: z.string().default("0.0.0.0").describe("The address of this machine that is listened on."),
  PUBLIC_URL: urlWith("http", "https")
    .optional()
    .describe(
      "How people reach the installation; with `https:` cookies are secure and HSTS is on.",
    ),
  TRUST_PROXY: list.describe(
    "Addresses or networks of proxies whose `X-Forwarded-For` is believed.",
  ),
  ROLES: someOf(ROLES).describe(
    "What this process does: `web` serves pages, `api` answers calls, `worker` does what is done by itself, `broker` speaks MQTT. `web` alone needs no database.",
  ),
  STOP_DELAY_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(120)
    .default(0)
    .describe(
      "How long a process that is told to stop says so on `/readyz` and goes on serving: what a load balancer needs to notice.",
    ),
  DATA_DIR: z
    .string()
    .default("./.data")
    .describe("Where the embedded database, secrets of its own and kept mail are."),
  STORAGE_RESERVE_MB: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(200)
    .describe(
      "What is kept free on the disk of `DATA_DIR` for a database on this machine, a quarter of it by a file: with less, nothing is written (507) and all can be read. `0` for nothing.",
    ),
  DEMO: onOff("off").describe("A campus with players and a history; `on` under `npm start`."),
};
