import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { matchPath, type Params } from "../shared/navigation/match-path.ts";
import type { PageProps } from "../shared/navigation/page-props.ts";

export interface Route {
  pattern: string;
  /** Screens have no bars around them. */
  bare: boolean;
  Page: LazyExoticComponent<ComponentType<PageProps>>;
  load: () => Promise<unknown>;
}

type Load = () => Promise<ComponentType<PageProps>>;

function page(pattern: string, load: Load, bare = false): Route {
  const Page = lazy(async () => ({ default: await load() }));
  return { pattern, load, bare, Page };
}

/** Every address of the application. */
const routes: Route[] = [
  page("/", async () => (await import("../features/home/pages/home-page.tsx")).HomePage),
  page(
    "/tables/:id",
    async () => (await import("../features/tables/pages/table-page.tsx")).TablePage,
  ),
  page(
    "/t/:code",
    async () => (await import("../features/tables/pages/table-by-code-page.tsx")).TableByCodePage,
  ),
  page(
    "/at/:code",
    async () => (await import("../features/presence/pages/at-table-page.tsx")).AtTablePage,
  ),
  page(
    "/matches",
    async () => (await import("../features/matches/pages/match-list-page.tsx")).MatchListPage,
  ),
  page(
    "/matches/:id",
    async () => (await import("../features/matches/pages/match-page.tsx")).MatchPage,
  ),
  page(
    "/insights",
    async () => (await import("../features/insights/pages/insights-page.tsx")).InsightsPage,
  ),
  page(
    "/players/:id",
    async () => (await import("../features/players/pages/player-page.tsx")).PlayerPage,
  ),
  page(
    "/book",
    async () => (await import("../features/reservations/pages/book-page.tsx")).BookPage,
  ),
  page(
    "/bookings",
    async () => (await import("../features/reservations/pages/bookings-page.tsx")).BookingsPage,
  ),
  page("/queue", async () => (await import("../features/queue/pages/queue-page.tsx")).QueuePage),
  page(
    "/screen",
    async () => (await import("../features/screens/pages/hall-screen-page.tsx")).HallScreenPage,
    true,
  ),
  page(
    "/screen/:table",
    async () => (await import("../features/screens/pages/table-screen-page.tsx")).TableScreenPage,
    true,
  ),
  page(
    "/sign-in",
    async () => (await import("../features/accounts/pages/sign-in-page.tsx")).SignInPage,
  ),
  page(
    "/sign-up",
    async () => (await import("../features/accounts/pages/sign-up-page.tsx")).SignUpPage,
  ),
  page("/reset", async () => (await import("../features/accounts/pages/reset-page.tsx")).ResetPage),
  page(
    "/verify",
    async () => (await import("../features/accounts/pages/verify-page.tsx")).VerifyPage,
  ),
  page(
    "/inbox",
    async () => (await import("../features/notifications/pages/inbox-page.tsx")).InboxPage,
  ),
  page(
    "/notifications",
    async () =>
      (await import("../features/notifications/pages/notifications-page.tsx")).NotificationsPage,
  ),
  page("/me", async () => (await import("../features/accounts/pages/me-page.tsx")).MePage),
  page(
    "/admin",
    async () => (await import("../features/admin/tables/admin-tables-page.tsx")).AdminTablesPage,
  ),
  page(
    "/admin/bookings",
    async () =>
      (await import("../features/admin/bookings/admin-bookings-page.tsx")).AdminBookingsPage,
  ),
  page(
    "/admin/bookings/series",
    async () => (await import("../features/admin/bookings/admin-series-page.tsx")).AdminSeriesPage,
  ),
  page(
    "/admin/bookings/standings",
    async () =>
      (await import("../features/admin/bookings/admin-standings-page.tsx")).AdminStandingsPage,
  ),
  page(
    "/admin/audit",
    async () => (await import("../features/admin/audit/admin-audit-page.tsx")).AdminAuditPage,
  ),
  page(
    "/admin/devices",
    async () => (await import("../features/admin/devices/admin-devices-page.tsx")).AdminDevicesPage,
  ),
  page(
    "/admin/faults",
    async () => (await import("../features/admin/faults/admin-faults-page.tsx")).AdminFaultsPage,
  ),
  page(
    "/admin/people",
    async () => (await import("../features/admin/people/admin-people-page.tsx")).AdminPeoplePage,
  ),
  page(
    "/admin/venue",
    async () => (await import("../features/admin/venue/admin-venue-page.tsx")).AdminVenuePage,
  ),
  page(
    "/admin/channels",
    async () => (await import("../features/admin/channels/channels-page.tsx")).AdminChannelsPage,
  ),
  page(
    "/admin/imports",
    async () => (await import("../features/admin/imports/admin-imports-page.tsx")).AdminImportsPage,
  ),
  page(
    "/admin/imports/:id",
    async () => (await import("../features/admin/imports/admin-import-page.tsx")).AdminImportPage,
  ),
  page(
    "/admin/exports",
    async () => (await import("../features/admin/exports/admin-exports-page.tsx")).AdminExportsPage,
  ),
  page(
    "/admin/health",
    async () => (await import("../features/admin/health/admin-health-page.tsx")).AdminHealthPage,
  ),
];

/** The page at a path with its parameters, or null. */
export function findRoute(path: string): { route: Route; params: Params } | null {
  for (const route of routes) {
    const params = matchPath(route.pattern, path);
    if (params) return { route, params };
  }
  return null;
}

/** Fetches a page's code ahead; a failure shows when the page is opened. */
export function preloadPage(place: string): void {
  const path = place.split("?")[0] ?? "";
  findRoute(path)
    ?.route.load()
    .catch(() => undefined);
}
