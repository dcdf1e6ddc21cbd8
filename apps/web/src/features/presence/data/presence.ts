import { API, type TapAnswer, tapAnswerSchema } from "@babyfoot/contract";
import { call } from "../../../shared/api/client.ts";

/** Says that one is at a table, by the code that was scanned there: it opens, as with a card. */
export const showPresence = (tableId: string, token: string): Promise<TapAnswer> =>
  call(tapAnswerSchema, `${API}/tables/${tableId}/presence`, { method: "POST", body: { token } });
