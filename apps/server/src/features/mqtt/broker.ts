/** Something that has come by MQTT. */
export interface Heard {
  topic: string;
  payload: Buffer;
  /** Kept by the broker from before, not said just now. */
  isRetained: boolean;
  /** Of the token with which the sender has signed in (hex), where the broker is ours. */
  tokenHash?: string;
}

export interface Said {
  topic: string;
  /** Empty: what was retained is forgotten. */
  payload: string;
  retain: boolean;
}

/** Who listens to a broker. */
export interface Ears {
  hear(message: Heard): void;
  /** The broker can be spoken to from now on, and has said nothing yet. */
  stands(): void;
  /** The first of those has come to whom it can say something. */
  audienceComes(): void;
  /** It can no longer; nothing is known of anybody's connection. */
  falls(): void;
}

/** A broker as the rest sees it: ours or another's. */
export interface Broker {
  /** Says something if it stands; else it is lost, as whoever wants to know asks again. */
  say(message: Said): void;
  isWell(): boolean;
  /** Whether anybody may listen; what is said to nobody need not be found out. */
  hasAudience(): boolean;
  close(): Promise<void>;
}
