import { API } from "@babyfoot/contract";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { book, dayFromNow, freeSlots, haveNow, openAllWeek } from "./product/booking.ts";
import { addTable, type NewTable } from "./product/campus.ts";
import { useStage } from "./stage.ts";

const stage = useStage();
const tables: NewTable[] = [];
const CLOCK = new Intl.DateTimeFormat("fr-FR", {
  timeZone: "Europe/Paris",
  hour: "2-digit",
  minute: "2-digit",
});

beforeAll(async () => {
  const { admin } = stage();
  await openAllWeek(admin);
  for (const code of ["T41", "T42"]) tables.push(await addTable(admin, code));
});

function tableNo(index: number): NewTable {
  const table = tables[index];
  if (!table) throw new Error(`there is no table ${index}`);
  return table;
}

async function instantAt(tableId: string, time: string, days = 1): Promise<string> {
  const slots = await freeSlots(stage().admin, tableId, days);
  const slot = slots.find(({ startsAt }) => CLOCK.format(new Date(startsAt)) === time);
  if (!slot) throw new Error(`${time} is not free`);
  return slot.startsAt;
}

const press = (page: Pick<Page, "getByRole">, name: string) =>
  page.getByRole("button", { name, exact: true }).click();

describe("the staff's desk", () => {
  it("moves a booking for a reason, past one that is in the way, and the player sees it", async () => {
    const { open, admin, newPlayer, tolerate } = stage();
    tolerate(/\/reservations\/.*: 409/, /status of 409/);
    const [from, to] = [tableNo(0), tableNo(1)];
    const [player, other] = [await newPlayer("Margaux"), await newPlayer("Noé")];
    const startsAt = await instantAt(from.id, "15:00");
    await book(player, { tableId: from.id, startsAt, durationMinutes: 30 });
    await book(other, { tableId: to.id, startsAt, durationMinutes: 30 });
    const phone = await open("phone", "/bookings", { as: player });
    await phone.getByText("de 15:00 à 15:30").waitFor();

    const desk = await open("laptop", `/admin/bookings?date=${dayFromNow(1)}`, { as: admin });
    await press(desk, "Margaux, 15:00 – 15:30, réservée");
    const sheet = desk.getByRole("dialog", { name: `${from.code}, Margaux` });
    await sheet.getByLabel("Table", { exact: true }).selectOption({ label: to.heading });
    await sheet.getByLabel("Raison").fill("La barre des avants est tordue");
    await press(sheet, "Enregistrer");
    await sheet.getByText("C’est déjà pris à cette table.").waitFor();
    await sheet.getByRole("button", { name: /^Déplacer .* à 15:30$/ }).click();
    await desk.getByText("La réservation est changée.").waitFor();
    await desk.getByRole("button", { name: "Margaux, 15:30 – 16:00, réservée" }).waitFor();

    await phone.getByText("de 15:30 à 16:00").waitFor();
    await phone.getByRole("link", { name: to.heading }).waitFor();
    await phone.getByText("La barre des avants est tordue").waitFor();
  });

  it("shows on the board what others book and cancel meanwhile, and on a phone as a list", async () => {
    const { open, admin, newPlayer } = stage();
    const { id: tableId, code } = tableNo(0);
    const player = await newPlayer("Zacharie");
    const day = `/admin/bookings?date=${dayFromNow(2)}`;
    const desk = await open("laptop", day, { as: admin });
    const phone = await open("phone", day, { as: admin });
    await phone.getByText("Personne n’a réservé ce jour-là").waitFor();
    const startsAt = await instantAt(tableId, "10:00", 2);
    const { id } = await book(player, { tableId, startsAt, durationMinutes: 15 });
    await desk.getByRole("button", { name: "Zacharie, 10:00 – 10:15, réservée" }).waitFor();
    await phone.getByRole("button", { name: `10:00 – 10:15 ${code} Zacharie réservée` }).waitFor();
    await player.call("DELETE", `/api/v1/reservations/${id}`);
    await desk.getByRole("button", { name: "Zacharie, 10:00 – 10:15, annulée" }).waitFor();
  });

  it("is told of what is booked on a table that breaks, as soon as it does", async () => {
    const { open, admin, newPlayer } = stage();
    const table = await addTable(admin, "T43");
    const player = await newPlayer("Violette");
    const startsAt = await instantAt(table.id, "11:00", 1);
    await book(player, { tableId: table.id, startsAt, durationMinutes: 15 });
    const desk = await open("laptop", `/admin/bookings?date=${dayFromNow(1)}`, { as: admin });
    await desk.getByRole("button", { name: "Violette, 11:00 – 11:15, réservée" }).waitFor();
    const warning = desk.getByText("T43 est en réparation : 1 réservation à déplacer");
    expect(await warning.count()).toBe(0);
    const fault = { kind: "broken_rod", blocking: true };
    await admin.call("POST", `/api/v1/tables/${table.id}/faults`, fault);
    await warning.waitFor();
    await desk.getByRole("button", { name: /T43 Violette réservée$/ }).click();
    await desk.getByRole("dialog", { name: "T43, Violette" }).waitFor();
  });

  it("holds tables for a club after seeing what is free, and everybody reads its name", async () => {
    const { open, admin } = stage();
    const desk = await open("laptop", "/admin/bookings/series", { as: admin });
    await desk.getByLabel("Pour quoi ?").fill("Tournoi du jeudi");
    for (const index of [0, 1]) await desk.getByLabel(tableNo(index).heading).check();
    await desk.getByLabel("Première fois").fill(`${dayFromNow(3)}T18:00`);
    await desk.getByLabel("Combien de semaines ?").fill("3");
    await press(desk, "Voir ce qui est libre");
    await press(desk, "Réserver les 6 fois");
    await desk.getByText("6 réservations sont faites.").waitFor();
    const line = desk.getByRole("listitem").filter({ hasText: "Tournoi du jeudi" });
    await line.getByText("6 réservations à venir").waitFor();
    await press(line, "Annuler la série");
    const sheet = desk.getByRole("dialog", { name: "Annuler la série" });
    await sheet.getByLabel("Raison").fill("Vacances");
    await press(sheet, "Annuler la série");
    await desk.getByText("6 réservations sont annulées.").waitFor();
    await desk.getByText("Aucune série en cours").waitFor();
  });
});

describe("an administrator", () => {
  it("sees what a closure does before saving it, and cancels what it hits for a reason", async () => {
    const { open, admin, newPlayer } = stage();
    const { id: tableId } = tableNo(0);
    const player = await newPlayer("Apolline");
    const startsAt = await instantAt(tableId, "09:00", 4);
    await book(player, { tableId, startsAt, durationMinutes: 30 });
    const phone = await open("phone", "/bookings", { as: player });
    await phone.getByText("de 09:00 à 09:30").waitFor();

    const desk = await open("laptop", "/admin/venue", { as: admin });
    await press(desk, "Voir l’effet");
    const effect = desk.getByRole("dialog", { name: "Ce qui changerait" });
    await effect.getByText("Rien ne changerait.").waitFor();
    expect(await effect.getByRole("button", { name: "Enregistrer" }).count()).toBe(0);
    await press(effect, "Fermer");
    await press(desk, "Ajouter une fermeture");
    await desk
      .getByLabel("De", { exact: true })
      .last()
      .fill(`${dayFromNow(4)}T08:00`);
    await desk
      .getByLabel("À", { exact: true })
      .last()
      .fill(`${dayFromNow(4)}T12:00`);
    await desk.getByLabel("Raison").last().fill("Inventaire");
    await press(desk, "Voir l’effet");
    const hit = effect.getByRole("listitem").filter({ hasText: "Apolline" });
    await hit.getByText("pendant une fermeture").waitFor();
    expect(await phone.getByText("de 09:00 à 09:30").count()).toBe(1);
    await effect.getByLabel("Annuler celle pour laquelle ce sera fermé").check();
    await effect.getByLabel("Raison donnée aux joueurs").fill("Le lieu est fermé ce matin-là");
    await press(effect, "Enregistrer");
    await desk.getByText("C’est enregistré.").waitFor();
    const gone = phone.getByRole("listitem").filter({ hasText: "Le lieu est fermé ce matin-là" });
    await gone.getByText("annulée").waitFor();

    await desk.getByRole("link", { name: "Journal" }).click();
    await desk.getByText("Admin a changé le lieu Souk").first().waitFor();
    await desk.getByText("a annulé la réservation de Apolline").waitFor();
  });

  it("takes somebody out of the line who has gone home", async () => {
    const { open, admin, newPlayer } = stage();
    const table = tableNo(1);
    const [busy, waiting] = [await newPlayer("Salma"), await newPlayer("Théodore")];
    await haveNow(busy, table.id);
    await waiting.call("POST", `${API}/queue`, { tableId: table.id });
    const phone = await open("phone", "/queue", { as: waiting });
    await phone.getByText("la prochaine est pour toi").waitFor();

    const desk = await open("laptop", "/admin/bookings", { as: admin });
    const line = desk.getByRole("listitem").filter({ hasText: `pour ${table.code}` });
    await press(line, "Retirer Théodore de la file");
    await line.getByText("Retirer vraiment ?").click();
    await desk.getByText("Théodore n’est plus dans la file.").waitFor();
    await phone.getByText("Tu n’es plus dans la file.").waitFor();
  });
});
