import { z } from "zod";
import { urlWith } from "./values.ts";

export const mqtt = {
  MQTT_URL: urlWith("mqtt", "mqtts")
    .optional()
    .describe(
      "A broker elsewhere, e.g. Mosquitto, with our name and password: `mqtt://babyfoot:…@localhost`. The one of the process where left out.",
    ),
  MQTT_PORT: z
    .union([z.literal("off"), z.coerce.number().int().min(0).max(65_535)])
    .optional()
    .describe(
      "Where the broker of the process listens: `1883` where left out, if nobody else does. `0` takes any free port, `off` does without.",
    ),
  MQTT_BIND: z
    .string()
    .default("127.0.0.1")
    .describe("The address of this machine that it listens on; `0.0.0.0` lets tables in."),
  MQTT_PASSWORD_FILE: z
    .string()
    .optional()
    .describe(
      "A password file of Mosquitto's, kept as the devices are, with the name and password of `MQTT_URL`. Mosquitto must read it again (`SIGHUP`) when it changes.",
    ),
};
