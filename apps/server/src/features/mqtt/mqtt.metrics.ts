import { Counter, Gauge, type Registry } from "prom-client";

export interface MqttMetrics {
  /** One more message: taken or refused from devices, sent to them or lost. */
  count(direction: "in" | "out", result: "taken" | "refused" | "sent" | "lost"): void;
}

/** @param connected how many devices have a connection now */
export function createMqttMetrics(registry: Registry, connected: () => number): MqttMetrics {
  const devices: Gauge = new Gauge({
    name: "babyfoot_mqtt_connected_devices",
    help: "Devices connected by MQTT",
    registers: [registry],
    collect: () => devices.set(connected()),
  });
  const messages = new Counter({
    name: "babyfoot_mqtt_messages_total",
    help: "Messages by MQTT; refused ones are sign-ins, topics and envelopes that were not right",
    labelNames: ["direction", "result"],
    registers: [registry],
  });
  return { count: (direction, result) => messages.inc({ direction, result }) };
}
