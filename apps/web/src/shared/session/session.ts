import { API, AUTH, type Me, meSchema, type Role, sessionSchema } from "@babyfoot/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../api/client.ts";

export type User = NonNullable<ReturnType<typeof sessionSchema.parse>>["user"];

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => call(sessionSchema, `${AUTH}/get-session`, { signal }),
  staleTime: 5 * 60_000,
});

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }): Promise<Me> => call(meSchema, `${API}/me`, { signal }),
});

export type SessionState =
  | { status: "loading"; user: null }
  | { status: "out"; user: null }
  | { status: "failed"; user: null; error: unknown; retry: () => void }
  | { status: "in"; user: User };

/** Who uses this browser, as far as the server could be asked. */
export function useSession(): SessionState {
  const { data, error, refetch } = useQuery(sessionQuery);
  if (data) return { status: "in", user: data.user };
  if (data === null) return { status: "out", user: null };
  if (error) return { status: "failed", user: null, error, retry: () => void refetch() };
  return { status: "loading", user: null };
}

const RANK: Record<Role, number> = { player: 0, staff: 1, admin: 2 };

export function hasRole(user: User | null, role: Role): boolean {
  return user !== null && RANK[user.role] >= RANK[role];
}
