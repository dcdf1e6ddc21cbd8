import { setTimeout as sleep } from "node:timers/promises";
import { API, importAnswerSchema, importSchema, topScorersSchema } from "@babyfoot/contract";
import { HISTORY, historyCsv } from "./history-file.ts";
import type { HttpClient } from "./http-client.ts";

/** The same file again would bring nothing. */
const otherGames = (): string => historyCsv().toString().replaceAll("G0000", "G1000");

/** A history that is in the figures, and one that waits for a yes. */
export async function bringHistory(url: string, admin: HttpClient) {
  const send = async (preview: boolean): Promise<string> => {
    const name = preview ? "à-confirmer.csv" : HISTORY.name;
    const query = new URLSearchParams({ preview: `${preview}`, fileName: name });
    const cookie = admin.cookies.map((one) => `${one.name}=${one.value}`).join("; ");
    const answer = await fetch(`${url}${API}/imports?${query}`, {
      method: "POST",
      headers: { "content-type": "text/csv", cookie },
      body: preview ? otherGames() : new Uint8Array(historyCsv()),
    });
    const { id } = importAnswerSchema.parse(await answer.json());
    for (;;) {
      const found = importSchema
        .pick({ status: true })
        .parse(await admin.call("GET", `${API}/imports/${id}`));
      if (!["receiving", "importing"].includes(found.status)) return id;
      await sleep(500);
    }
  };
  const imported = await send(false);
  const previewed = await send(true);
  for (;;) {
    const answer = await admin.call("GET", `${API}/insights/top-scorers?season=${HISTORY.season}`);
    const { items } = topScorersSchema.parse(answer);
    const best = items.find(({ displayName }) => displayName === HISTORY.best);
    if (best) return { imported, previewed, player: best.playerId };
    await sleep(500);
  }
}
