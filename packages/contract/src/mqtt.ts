import { z } from "zod";
import { deviceAckSchema } from "./device-events.ts";
import { idSchema, instantSchema, scoreSchema } from "./primitives.ts";
import { sensorStateSchema, tableStatusSchema } from "./tables.ts";

/** What all our topics begin with. */
export const MQTT_ROOT = "babyfoot/v1";

/** What an envelope may weigh, by HTTP and by MQTT. */
export const MAX_ENVELOPE_BYTES = 256 * 1024;

/** A device sends `events` and `status`, and is sent `acks` and `commands`. */
export type DeviceChannel = "events" | "acks" | "commands" | "status";

/** The topic of a device; `+` for any. */
export const deviceTopic = (deviceId: string, channel: DeviceChannel): string =>
  `${MQTT_ROOT}/devices/${deviceId}/${channel}`;

/** The topic on which a table's state is kept; `+` for any. */
export const tableStateTopic = (code: string): string => `${MQTT_ROOT}/tables/${code}/state`;

/** The answer of HTTP, with the run of the device that it is for: an old one must not have new events forgotten. */
export const mqttAckSchema = deviceAckSchema.extend({ bootId: z.string() });
export type MqttAck = z.infer<typeof mqttAckSchema>;

/** Retained. `false` is the last will. */
export const deviceStatusSchema = z.object({ online: z.boolean() });

/** A table for displays, retained: everything that anybody sees of it. */
export const shownTableSchema = z.object({
  code: z.string(),
  name: z.string(),
  status: tableStatusSchema,
  sensor: sensorStateSchema,
  /** Null while no match runs. */
  match: z
    .object({
      id: idSchema,
      scoreRed: scoreSchema,
      scoreBlue: scoreSchema,
      /** Names as displays may show them; none of a walk-up match. */
      red: z.array(z.string()),
      blue: z.array(z.string()),
      startedAt: instantSchema.nullable(),
    })
    .nullable(),
});
export type ShownTable = z.infer<typeof shownTableSchema>;
