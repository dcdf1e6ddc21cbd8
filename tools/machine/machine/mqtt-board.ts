import { once } from "node:events";
import { connect } from "node:tls";

/** Two bytes of length, then the text, as all texts of MQTT are. */
const field = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

/** A packet of MQTT 3.1.1: its kind, how long it is, what is in it. */
function packet(kind: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  for (let rest = body.length; ; rest >>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) break;
  }
  return Buffer.concat([Buffer.from([kind, ...length]), body]);
}

const [CONNECT, CONNACK, PUBLISH_ONCE_AT_LEAST, PUBACK] = [0x10, 0x20, 0x32, 0x40];
/** With name and password, nothing kept, and a minute of silence allowed. */
const HOW = Buffer.from([4, 0b1100_0010, 0, 60]);

export interface Published {
  /** What the broker said to the sign-in: 0 is welcome. */
  welcome: number | undefined;
  /** Whether it has taken the message over. */
  taken: boolean;
}

/** Signs in to the broker as a board does, by TLS, and publishes one message. */
export async function publish(
  { address, ca }: { address: string; ca: string },
  { name, password }: { name: string; password: string },
  { topic, payload }: { topic: string; payload: unknown },
): Promise<Published> {
  const socket = connect({ host: address, port: 8883, ca });
  try {
    await once(socket, "secureConnect");
    const said = () => Promise.race([once(socket, "data"), once(socket, "close").then(() => [])]);
    const id = [field("MQTT"), HOW, field(name), field(name), field(password)];
    socket.write(packet(CONNECT, ...id));
    const [answer] = (await said()) as [Buffer?];
    const welcome = answer?.[0] === CONNACK ? answer[3] : undefined;
    if (welcome !== 0) return { welcome, taken: false };
    const message = [field(topic), Buffer.from([0, 1]), Buffer.from(JSON.stringify(payload))];
    socket.write(packet(PUBLISH_ONCE_AT_LEAST, ...message));
    const [receipt] = (await said()) as [Buffer?];
    return { welcome, taken: receipt?.[0] === PUBACK };
  } finally {
    socket.destroy();
  }
}
