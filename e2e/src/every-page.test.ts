import { API, type matchSchema } from "@babyfoot/contract";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { obstaclesOn } from "./browser/obstacles.ts";
import { bookNextFree } from "./product/booking.ts";
import { addBoard, addNativeDevice, addTable } from "./product/campus.ts";
import type { HttpClient } from "./product/http-client.ts";
import { useStage } from "./stage.ts";

type Match = ReturnType<typeof matchSchema.parse>;
type Viewer = "visitor" | "player" | "admin";
interface Place {
  path: string;
  who: Viewer;
  /** Seen once the page has read what it shows. */
  shows: string;
  /** A button whose dialog is looked at, too. */
  opens?: string;
}

const stage = useStage();
const ids = { live: "", finished: "" };
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
  ids.finished = await begin(free.id, 19);
  ids.live = await begin(live.id, 5);
  const device = await addNativeDevice(admin, { url: product.url, table: free });
  await addBoard(admin, live);
  await device.score("red");
  await bookNextFree(player, free.id);
  const fault = { kind: "broken_rod", description: "La barre est tordue", blocking: true };
  await admin.call("POST", `${API}/tables/${broken.id}/faults`, fault);
  viewers.set("visitor", await open("phone", "/"));
  viewers.set("player", await open("phone", "/", { as: player }));
  viewers.set("admin", await open("phone", "/", { as: admin }));
});

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
  { path: "/book", who: "visitor", shows: "à toi", opens: "Réserver" },
  { path: "/book", who: "player", shows: "à toi", opens: "Réserver" },
  { path: "/bookings", who: "visitor", shows: "Connecte-toi d’abord" },
  { path: "/bookings", who: "player", shows: "T02", opens: "Annuler la réservation" },
  { path: "/bookings", who: "admin", shows: "Rien de réservé" },
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
  { path: "/inbox", who: "player", shows: "Réservation confirmée" },
  { path: "/inbox", who: "visitor", shows: "Connecte-toi d’abord" },
  { path: "/notifications", who: "player", shows: "Heures calmes" },
  { path: "/admin", who: "player", shows: "Tu n’as pas accès à cette page." },
  { path: "/admin", who: "admin", shows: "Essai T01", opens: "Nouvelle table" },
  { path: "/admin/devices", who: "admin", shows: "Carte T01", opens: "Nouvel appareil" },
  { path: "/admin/faults", who: "admin", shows: "La barre est tordue", opens: "Résoudre" },
  { path: "/admin/people", who: "admin", shows: "Baptiste" },
  { path: "/admin/venue", who: "admin", shows: "Heures d’ouverture" },
  { path: "/admin/channels", who: "admin", shows: "Aucun canal", opens: "Nouveau canal" },
];

describe("every page, on a phone and a laptop, light and dark", () => {
  it.for(PLACES)(
    "$path, for the $who: nothing in anybody's way, and nothing too wide",
    async ({ path, who, shows, opens }) => {
      const page = viewers.get(who);
      if (page === undefined) throw new Error(`nobody is a ${who}`);
      await page.goto(path.replace(/:(live|finished)/, (_, name: keyof typeof ids) => ids[name]));
      await page.getByText(shows).first().waitFor();
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
