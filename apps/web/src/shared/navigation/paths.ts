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
  adminBookings: (where: BookingsDay = {}) => withSearch("/admin/bookings", where),
  adminSeries: "/admin/bookings/series",
  adminStandings: "/admin/bookings/standings",
  adminAudit: "/admin/audit",
  adminDevices: "/admin/devices",
  adminFaults: "/admin/faults",
  adminPeople: "/admin/people",
  adminVenue: "/admin/venue",
  adminChannels: "/admin/channels",
  adminImports: "/admin/imports",
  adminImport: (id: string) => `/admin/imports/${id}`,
  adminExports: "/admin/exports",
  adminHealth: "/admin/health",
  insights: (what: InsightsPlace = {}) => withSearch("/insights", what),
  player: (id: string) => `/players/${id}`,
  reset: "/reset",
  table: (id: string) => `/tables/${id}`,
  tableByCode: (code: string) => `/t/${encodeURIComponent(code)}`,
  match: (id: string) => `/matches/${id}`,
  book: (where: BookingPlace = {}) => withSearch("/book", where),
  queue: (where: QueuePlace = {}) => withSearch("/queue", where),
  screen: (code: string) => `/screen/${encodeURIComponent(code)}`,
  signIn: (next?: string) => withNext("/sign-in", next),
  signUp: (next?: string) => withNext("/sign-up", next),
};

/** The day of a venue that its staff look at. */
export type BookingsDay = {
  venue?: string | undefined;
  /** `2026-11-23` */
  date?: string | undefined;
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

/** What the figures count. */
export type InsightsPlace = {
  season?: string | undefined;
  venue?: string | undefined;
  /** `2026-11-23` */
  from?: string | undefined;
  to?: string | undefined;
};

/** For what one thinks of waiting. */
export type QueuePlace = {
  venue?: string | undefined;
  table?: string | undefined;
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
