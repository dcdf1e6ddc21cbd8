import { type Settings, SettingsError } from "../../config.ts";
import type { Broker } from "./broker.ts";
import { type EmbeddedDeps, startEmbeddedBroker } from "./embedded-broker.ts";
import { joinExternalBroker } from "./external-broker.ts";

const PORT = 1883;

type Needs = Omit<EmbeddedDeps, "port" | "host"> & { settings: Settings };

/** The broker that the settings name; undefined where this process offers none. @throws SettingsError */
export async function startBroker({ settings, ...needs }: Needs): Promise<Broker | undefined> {
  const { MQTT_URL: url, MQTT_PORT: given, MQTT_BIND: host } = settings;
  if (url !== undefined) return joinExternalBroker({ url, ...needs });
  if (given === "off") return undefined;
  const port = given ?? PORT;
  try {
    const broker = await startEmbeddedBroker({ ...needs, port, host });
    needs.ears.stands();
    return broker;
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (given !== undefined)
      throw new SettingsError([{ name: "MQTT_PORT", reason: `port ${port} is taken` }]);
    // Nobody has asked for it: another broker or another Babyfoot is there.
    needs.log.warn({ port }, "no MQTT here: the port is taken; set MQTT_PORT to another one");
    return undefined;
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";
