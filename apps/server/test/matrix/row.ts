import { ACTORS, type Actor, type MatrixCampus } from "./campus.ts";

export interface Call {
  path: string;
  body?: unknown;
}

/** A route, on what it is called, and the status that each actor gets. */
export interface Row {
  route: string;
  on?: string;
  /** Each actor gets a client of its own, since the call ends something of theirs. */
  fresh?: true;
  call: (campus: MatrixCampus) => Call | Promise<Call>;
  expected: Record<Actor, number>;
}

export type Expected = Row["expected"];

export const everyone = (status: number): Expected =>
  Object.fromEntries(ACTORS.map((actor) => [actor, status])) as Expected;
export const nobody = everyone(401);
export const signedIn = (status: number): Expected => ({
  ...nobody,
  A: status,
  B: status,
  staff: status,
  admin: status,
});
export const staffOnly = (status: number): Expected => ({ ...signedIn(status), A: 403, B: 403 });
export const adminOnly = (status: number): Expected => ({ ...staffOnly(status), staff: 403 });
export const ownerOnly = (status: number): Expected => ({ ...signedIn(404), A: status });
export const playersAndStaff = (status: number): Expected => ({ ...signedIn(status), B: 403 });

export const at = (path: string, body?: unknown) => (): Call => ({ path, body });
let people = 0;
export const someEmail = () => {
  people += 1;
  return `matrix${people}-${process.pid}@babyfoot.test`;
};
export const password = "a long enough password";
