/** The addresses of the application's pages, for links and redirects. */
export const paths = {
  home: "/",
  matches: "/matches",
  bookings: "/bookings",
  screenHall: "/screen",
  me: "/me",
  inbox: "/inbox",
  notifications: "/notifications",
  admin: "/admin",
  adminDevices: "/admin/devices",
  adminFaults: "/admin/faults",
  adminPeople: "/admin/people",
  adminVenue: "/admin/venue",
  adminChannels: "/admin/channels",
  reset: "/reset",
  table: (id: string) => `/tables/${id}`,
  tableByCode: (code: string) => `/t/${encodeURIComponent(code)}`,
  match: (id: string) => `/matches/${id}`,
  book: (where: BookingPlace = {}) => withSearch("/book", where),
  screen: (code: string) => `/screen/${encodeURIComponent(code)}`,
  signIn: (next?: string) => withNext("/sign-in", next),
  signUp: (next?: string) => withNext("/sign-up", next),
};

/** What the booking page opens with. */
export type BookingPlace = {
  venue?: string | undefined;
  /** `2026-11-23`, a day of the venue. */
  date?: string | undefined;
  /** The one table that is looked at. */
  table?: string | undefined;
  /** The slot that is asked for: its table … */
  on?: string | undefined;
  /** … and its start. */
  at?: string | undefined;
  /** The reservation that is to be moved. */
  move?: string | undefined;
};

/** `next` is where to go afterwards. */
function withNext(path: string, next: string | undefined): string {
  return withSearch(path, { next });
}

function withSearch(path: string, values: { [name: string]: string | undefined }): string {
  const set = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}

/** Where to go after signing in: a page of ours, never another site's. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : paths.home;
}
