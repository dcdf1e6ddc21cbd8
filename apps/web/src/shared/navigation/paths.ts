/** The addresses of the application's pages, for links and redirects. */
export const paths = {
  home: "/",
  matches: "/matches",
  screenHall: "/screen",
  me: "/me",
  admin: "/admin",
  adminDevices: "/admin/devices",
  adminFaults: "/admin/faults",
  adminPeople: "/admin/people",
  adminVenue: "/admin/venue",
  reset: "/reset",
  table: (id: string) => `/tables/${id}`,
  tableByCode: (code: string) => `/t/${encodeURIComponent(code)}`,
  match: (id: string) => `/matches/${id}`,
  screen: (code: string) => `/screen/${encodeURIComponent(code)}`,
  signIn: (next?: string) => withNext("/sign-in", next),
  signUp: (next?: string) => withNext("/sign-up", next),
};

/** `next` is where to go afterwards. */
function withNext(path: string, next: string | undefined): string {
  return next === undefined ? path : `${path}?${new URLSearchParams({ next })}`;
}

/** Where to go after signing in: a page of ours, never another site's. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : paths.home;
}
