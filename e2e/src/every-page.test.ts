import { API, type matchSchema } from "@babyfoot/contract";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { obstaclesOn } from "./browser/obstacles.ts";
import { bookNextFree, haveNow, openAllWeek } from "./product/booking.ts";
import { addBoard, addNativeDevice, addTable, letOffersStand } from "./product/campus.ts";
import type { HttpClient } from "./product/http-client.ts";
import { useStage } from "./stage.ts";

type Match = ReturnType<typeof matchSchema.parse>;
type Viewer = "visitor" | "player" | "admin" | "waiter" | "offered";
interface Place {
  path: string;
  who: Viewer;
  /** Seen once the page has read what it shows. */
  shows: string;
  /** A button whose dialog is looked at, too. */
  opens?: string;
}

const stage = useStage();
const ids = { live: "", finished: "", booked: "", player: "" };
const viewers = new Map<Viewer, Page>();

beforeAll(async () => {
  const { admin, newPlayer, open, product } = stage();
  const [live, free, broken] = [
    await addTable(admin, "T01"),
    await addTable(admin, "T02"),
    await addTable(admin, "T03"),
  ];
  const player = await newPlayer("Jeanne Le Goff");
  const other = await newPlayer("Baptiste");
  const begin = async (tableId: string, goals: number) => {
    const teams = { red: [player.id], blue: [other.id] };
    const match = (await admin.call("POST", `${API}/matches`, { tableId, ...teams })) as Match;
    for (let goal = 0; goal < goals; goal += 1) await score(admin, match.id, goal);
    return match.id;
  };
  ids.player = player.id;
  ids.finished = await begin(free.id, 19);
  ids.live = await begin(live.id, 5);
  const device = await addNativeDevice(admin, { url: product.url, table: free });
  await addBoard(admin, live);
  await device.score("red");
  const { startsAt } = await bookNextFree(player, free.id);
  ids.booked = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(
    new Date(startsAt),
  );
  const fault = { kind: "broken_rod", description: "La barre est tordue", blocking: true };
  await admin.call("POST", `${API}/tables/${broken.id}/faults`, fault);
  await openLine();
  viewers.set("visitor", await open("phone", "/"));
  viewers.set("player", await open("phone", "/", { as: player }));
  viewers.set("admin", await open("phone", "/", { as: admin }));
});

/** Somebody waits for a table that another has, and somebody is offered one that is free. */
async function openLine(): Promise<void> {
  const { admin, newPlayer, open } = stage();
  await openAllWeek(admin);
  await letOffersStand(admin);
  const [taken, offered] = [await addTable(admin, "T04"), await addTable(admin, "T05")];
  await haveNow(await newPlayer("Hippolyte"), taken.id);
  for (const [who, tableId] of [
    ["waiter", taken.id],
    ["offered", offered.id],
  ] as const) {
    const player = await newPlayer(`Une ${who}`);
    await player.call("POST", `${API}/queue`, { tableId });
    viewers.set(who, await open("phone", "/", { as: player }));
  }
}

/** Red and blue by turns; the tenth of red ends it. */
async function score(admin: HttpClient, matchId: string, nth: number): Promise<void> {
  const side = nth % 2 === 0 ? "red" : "blue";
  await admin.call("POST", `${API}/matches/${matchId}/goals`, { side });
}

const PLACES: Place[] = [
  { path: "/", who: "visitor", shows: "Que tes buts portent ton nom" },
  { path: "/t/T01", who: "visitor", shows: "Suivre le match" },
  { path: "/t/T02", who: "visitor", shows: "Derniers matchs" },
  {
    path: "/t/T03",
    who: "player",
    shows: "Un défaut empêche de jouer ici",
    opens: "Signaler un défaut",
  },
  { path: "/matches/:live", who: "visitor", shows: "Qui va gagner ?" },
  {
    path: "/matches/:live",
    who: "player",
    shows: "Terminer le match",
    opens: "But avec précisions",
  },
  { path: "/matches/:live", who: "admin", shows: "Terminer le match", opens: "Corriger le score" },
  { path: "/matches/:finished", who: "visitor", shows: "Vainqueur" },
  { path: "/matches", who: "visitor", shows: "Table T02" },
  { path: "/insights", who: "visitor", shows: "Le côté compte-t-il" },
  { path: "/players/:player", who: "visitor", shows: "Jeanne Le Goff" },
  { path: "/players/:player", who: "player", shows: "C’est toi" },
  { path: "/book", who: "visitor", shows: "à toi", opens: "Réserver" },
  { path: "/book", who: "player", shows: "à toi", opens: "Réserver" },
  { path: "/bookings", who: "visitor", shows: "Connecte-toi d’abord" },
  { path: "/bookings", who: "player", shows: "T02", opens: "Annuler la réservation" },
  { path: "/bookings", who: "admin", shows: "Rien de réservé" },
  { path: "/at/T02", who: "visitor", shows: "Connecte-toi d’abord" },
  { path: "/at/T02", who: "player", shows: "Scanne le code que montre l’écran" },
  { path: "/bookings", who: "waiter", shows: "tu es en tête de la file" },
  { path: "/queue", who: "visitor", shows: "Se connecter pour attendre" },
  { path: "/queue", who: "player", shows: "Ou une table précise" },
  { path: "/queue", who: "waiter", shows: "ta place reste à toi", opens: "Quitter la file" },
  { path: "/queue", who: "offered", shows: "Je la prends" },
  { path: "/matches", who: "offered", shows: "T05 est à toi" },
  { path: "/screen/T04", who: "visitor", shows: "Une waiter · 1 en attente" },
  { path: "/screen", who: "visitor", shows: "Jeanne Le Goff" },
  { path: "/screen/T01", who: "visitor", shows: "Rouge" },
  { path: "/screen/T03", who: "visitor", shows: "En réparation" },
  { path: "/sign-in", who: "visitor", shows: "Mot de passe oublié ?" },
  { path: "/sign-up", who: "visitor", shows: "J’ai déjà un compte" },
  { path: "/reset", who: "visitor", shows: "Recevoir le lien" },
  { path: "/reset?token=essai", who: "visitor", shows: "Enregistrer ce mot de passe" },
  { path: "/verify?status=ok", who: "visitor", shows: "Adresse confirmée" },
  { path: "/verify?status=invalid_link", who: "visitor", shows: "Ce lien ne vaut plus" },
  { path: "/nulle-part", who: "visitor", shows: "Rien sur cette table" },
  { path: "/me", who: "visitor", shows: "Connecte-toi d’abord" },
  { path: "/me", who: "player", shows: "Où tu es connecté", opens: "Effacer mon compte" },
  { path: "/me", who: "player", shows: "Mes cartes", opens: "Associer une carte" },
  { path: "/inbox", who: "player", shows: "Réservation confirmée" },
  { path: "/inbox", who: "visitor", shows: "Connecte-toi d’abord" },
  { path: "/notifications", who: "player", shows: "Heures calmes" },
  { path: "/admin", who: "player", shows: "Tu n’as pas accès à cette page." },
  { path: "/admin", who: "admin", shows: "Essai T01", opens: "Nouvelle table" },
  { path: "/admin", who: "admin", shows: "Essai T01", opens: "Écran de la table T01" },
  { path: "/admin/devices", who: "admin", shows: "Carte T01", opens: "Nouvel appareil" },
  { path: "/admin/faults", who: "admin", shows: "La barre est tordue", opens: "Résoudre" },
  { path: "/admin/people", who: "admin", shows: "Baptiste" },
  {
    path: "/admin/venue",
    who: "admin",
    shows: "Heures d’ouverture",
    opens: "Voir l’effet",
  },
  { path: "/admin/bookings", who: "admin", shows: "Le jour" },
  { path: "/admin/bookings?date=:booked", who: "admin", shows: "Jeanne", opens: "Jeanne" },
  { path: "/admin/bookings/series", who: "admin", shows: "Première fois" },
  { path: "/admin/bookings/standings", who: "admin", shows: "Aucune absence récente" },
  { path: "/admin/audit", who: "admin", shows: "a créé la table T01" },
  { path: "/admin/imports", who: "admin", shows: "Aucun import encore" },
  { path: "/admin/imports", who: "player", shows: "Tu n’as pas accès à cette page." },
  { path: "/admin/exports", who: "admin", shows: "Aucun jeton", opens: "Nouveau jeton" },
  { path: "/admin/health", who: "admin", shows: "Les alarmes" },
  { path: "/admin/health", who: "player", shows: "Tu n’as pas accès à cette page." },
  { path: "/admin/channels", who: "admin", shows: "Aucun canal", opens: "Nouveau canal" },
];

describe("every page, on a phone and a laptop, light and dark", () => {
  it.for(PLACES)(
    "$path, for the $who: nothing in anybody's way, and nothing too wide",
    async ({ path, who, shows, opens }) => {
      const page = viewers.get(who);
      if (page === undefined) throw new Error(`nobody is a ${who}`);
      await page.goto(
        path.replace(/:(live|finished|booked|player)/, (_, name: keyof typeof ids) => ids[name]),
      );
      await page.getByText(shows).first().waitFor();
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
      expect(await page.title()).toMatch(/babyfoot/);
      if (opens !== undefined) {
        await page.getByRole("button", { name: opens }).first().click();
        await page.getByRole("dialog").waitFor();
      }
      expect(await obstaclesOn(page)).toEqual([]);
    },
  );
});
