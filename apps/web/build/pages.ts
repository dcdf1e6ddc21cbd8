import type { PageBudget } from "./page-budget.ts";

const kB = 1000;

/** What each page may load: gzip bytes of all its JavaScript, React included. */
export const pageBudgets: PageBudget[] = [
  { page: "home", modules: ["src/features/home/pages/home-page.tsx"], limit: 130 * kB },
  { page: "table", modules: ["src/features/tables/pages/table-page.tsx"], limit: 130 * kB },
  { page: "match", modules: ["src/features/matches/pages/match-page.tsx"], limit: 130 * kB },
  {
    page: "screen",
    modules: ["src/features/screens/pages/table-screen-page.tsx"],
    limit: 130 * kB,
  },
  {
    page: "hall screen",
    modules: ["src/features/screens/pages/hall-screen-page.tsx"],
    limit: 130 * kB,
  },
];

/** Every other page. */
export const otherPageLimit = 230 * kB;
