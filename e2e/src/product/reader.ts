import {
  API,
  type deviceAckSchema,
  deviceWithSecretSchema,
  type TapAnswer,
} from "@babyfoot/contract";
import type { NewTable } from "./campus.ts";
import type { HttpClient } from "./http-client.ts";

/** A table's device with a card reader. */
export interface CardReader {
  /** Holds a card to it. */
  tap(uid: string): Promise<TapAnswer>;
  score(side: "red" | "blue"): Promise<void>;
}

export async function addReader(
  admin: HttpClient,
  { url, table }: { url: string; table: NewTable },
): Promise<CardReader> {
  const device = { tableId: table.id, name: `Lecteur ${table.code}`, kind: "native" };
  const { token } = deviceWithSecretSchema.parse(
    await admin.call("POST", `${API}/devices`, device),
  );
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${url}${API}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  let seq = 0;
  return {
    tap: async (uid) => (await post("/device/card", { uid })) as TapAnswer,
    async score(side) {
      seq += 1;
      const events = [{ seq, type: "goal", side, uptimeMs: seq * 2_000 }];
      const sent = { bootId: "allumage-1", sentUptimeMs: seq * 2_000, events };
      const { accepted } = (await post("/device/events", sent)) as ReturnType<
        typeof deviceAckSchema.parse
      >;
      if (accepted !== 1) throw new Error("the goal was not accepted");
    },
  };
}
