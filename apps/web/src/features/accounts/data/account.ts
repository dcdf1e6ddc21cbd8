import {
  API,
  AUTH,
  calendarAddressSchema,
  cardCodeAnswerSchema,
  cardSchema,
  listOf,
  type Me,
  meSchema,
  sessionItemSchema,
  signedInSchema,
  signInOptionsSchema,
} from "@babyfoot/contract";
import { queryOptions } from "@tanstack/react-query";
import { call, nothing } from "../../../shared/api/client.ts";
import { switchPushOff } from "../../../shared/push/this-browser.ts";

const post = (body: unknown) => ({ method: "POST", body }) as const;

export interface Credentials {
  email: string;
  password: string;
}

export const signIn = (credentials: Credentials) =>
  call(signedInSchema, `${AUTH}/sign-in/email`, post(credentials));
export const signUp = (account: Credentials & { name: string }) =>
  call(signedInSchema, `${AUTH}/sign-up/email`, post(account));
/** This browser shows nobody's notices any more; where that fails, one is signed out all the same. */
export async function signOut(): Promise<void> {
  await switchPushOff().catch(() => undefined);
  await call(nothing, `${AUTH}/sign-out`, post({}));
}
export const requestReset = (email: string) =>
  call(nothing, `${AUTH}/request-password-reset`, post({ email }));
export const resetPassword = (values: { token: string; newPassword: string }) =>
  call(nothing, `${AUTH}/reset-password`, post(values));
export const resendVerification = (email: string) =>
  call(nothing, `${AUTH}/send-verification-email`, post({ email }));
export const changePassword = (values: { currentPassword: string; newPassword: string }) =>
  call(nothing, `${AUTH}/change-password`, post(values));

const destination = {
  parse(value: unknown): { url: string } {
    const known = typeof value === "object" && value !== null && "url" in value;
    if (!known || typeof value.url !== "string") throw new Error("no address to go to");
    return { url: value.url };
  },
};

/** Where the school's own sign-in page is. */
export const startProvider = (provider: string) =>
  call(destination, `${AUTH}/sign-in/social`, post({ provider }));

export const signInOptionsQuery = queryOptions({
  queryKey: ["sign-in-options"],
  queryFn: ({ signal }) => call(signInOptionsSchema, `${API}/sign-in-options`, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export interface MeChange {
  displayName?: string;
  avatar?: string | null;
  locale?: Me["locale"];
  onLeaderboards?: boolean;
}

export const changeMe = (me: Me, change: MeChange) =>
  call(meSchema, `${API}/me`, { method: "PATCH", body: change, version: me.version });
export const eraseMe = (me: Me) =>
  call(nothing, `${API}/me`, { method: "DELETE", version: me.version });
export const replaceCalendar = () =>
  call(calendarAddressSchema, `${API}/me/calendar`, { method: "POST" });
export const exportPath = `${API}/me/export`;

const sessionList = listOf(sessionItemSchema);
export type SessionItem = ReturnType<typeof sessionItemSchema.parse>;
export const sessionsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: ({ signal }) => call(sessionList, `${API}/me/sessions`, { signal }),
});
export const endSession = (id: string) =>
  call(nothing, `${API}/me/sessions/${id}`, { method: "DELETE" });

const cardList = listOf(cardSchema);
export type Card = ReturnType<typeof cardSchema.parse>;
export const cardsQuery = queryOptions({
  queryKey: ["me", "cards"],
  queryFn: ({ signal }) => call(cardList, `${API}/me/cards`, { signal }),
});
export const newCardCode = (label: string, attempt: string) =>
  call(cardCodeAnswerSchema, `${API}/me/cards`, {
    method: "POST",
    body: label === "" ? {} : { label },
    attempt,
  });
export const unlinkCard = (id: string) =>
  call(nothing, `${API}/me/cards/${id}`, { method: "DELETE" });
