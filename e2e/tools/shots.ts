/** As whom the pages are seen. */
export const WHO = ["visitor", "admin", "offered"] as const;
export type Who = (typeof WHO)[number];

export interface Shot {
  name: string;
  path: string;
  who: Who;
  /** A button to press before. */
  press?: string;
}

export interface Shown {
  live: { id: string; tableId: string; tableCode: string };
  free: string;
  finished: string;
  /** The path of a table's screen with its key. */
  screen: string;
  /** Somebody with games. */
  player: string;
  /** Imports: one that is in the figures, one that waits. */
  imported: string;
  previewed: string;
}

/** Every page, as a visitor, an administrator or somebody who is offered a table sees it. */
export function shotList(shown: Shown): Shot[] {
  const { live, free, finished, screen, player } = shown;
  const [visitor, admin, offered] = [shot("visitor"), shot("admin"), shot("offered")];
  return [
    visitor("home", "/"),
    visitor("table-live", `/tables/${live.tableId}`),
    visitor("table-free", `/tables/${free}`),
    visitor("match-live", `/matches/${live.id}`),
    visitor("match-finished", `/matches/${finished}`),
    visitor("matches", "/matches"),
    visitor("insights", "/insights"),
    visitor("player", `/players/${player}`),
    visitor("book", "/book"),
    visitor("book-sign-in", "/book", "Réserver"),
    visitor("queue", "/queue"),
    visitor("queue-table", `/queue?table=${live.tableId}`),
    admin("queue-place", "/queue"),
    admin("queue-leave", "/queue", "Quitter la file"),
    offered("queue-offer", "/queue"),
    offered("queue-offer-elsewhere", "/matches"),
    visitor("screen-hall", "/screen"),
    visitor("screen-table", `/screen/${live.tableCode}`),
    visitor("screen-free", screen),
    visitor("at-table", "/at/T09"),
    visitor("sign-in", "/sign-in"),
    visitor("sign-up", "/sign-up"),
    visitor("reset", "/reset"),
    visitor("not-found", "/nulle-part"),
    admin("home-signed-in", "/"),
    admin("me", "/me"),
    admin("link-card", "/me", "Associer une carte"),
    admin("inbox", "/inbox"),
    admin("notifications", "/notifications"),
    admin("book-slot", "/book", "Réserver"),
    admin("bookings", "/bookings"),
    admin("bookings-cancel", "/bookings", "Annuler la réservation"),
    admin("match-hand", `/matches/${live.id}`),
    admin("start-match", `/tables/${free}`, "Commencer un match"),
    admin("report-fault", `/tables/${free}`, "Signaler un défaut"),
    ...adminShots(shown),
  ];
}

const shot = (who: Who) => (name: string, to: string, press?: string) => ({
  ...{ name, path: to, who },
  ...(press !== undefined && { press }),
});

function adminShots({ imported, previewed }: Shown): Shot[] {
  const admin = shot("admin");
  return [
    admin("admin-tables", "/admin"),
    admin("admin-new-table", "/admin", "Nouvelle table"),
    admin("admin-bookings", "/admin/bookings"),
    admin("admin-series", "/admin/bookings/series"),
    admin("admin-standings", "/admin/bookings/standings"),
    admin("admin-audit", "/admin/audit"),
    admin("admin-devices", "/admin/devices"),
    admin("admin-new-device", "/admin/devices", "Nouvel appareil"),
    admin("admin-test-goal", "/admin/devices", "But d’essai"),
    admin("admin-faults", "/admin/faults"),
    admin("admin-people", "/admin/people"),
    admin("admin-venue", "/admin/venue"),
    admin("admin-venue-effect", "/admin/venue", "Voir l’effet"),
    admin("admin-imports", "/admin/imports"),
    admin("admin-import-report", `/admin/imports/${imported}`),
    admin("admin-import-preview", `/admin/imports/${previewed}`),
    admin("admin-import-revert", `/admin/imports/${imported}`, "Retirer cet import"),
    admin("admin-exports", "/admin/exports"),
    admin("admin-new-token", "/admin/exports", "Nouveau jeton"),
    admin("admin-health", "/admin/health"),
    admin("admin-channels", "/admin/channels"),
    admin("admin-new-channel", "/admin/channels", "Nouveau canal"),
  ];
}
