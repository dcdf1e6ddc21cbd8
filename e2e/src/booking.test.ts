import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { sendSignIn } from "./browser/sign-up.ts";
import { tabTo } from "./browser/tab-to.ts";
import { book, dayFromNow, freeSlots, openAllWeek, thisQuarter } from "./product/booking.ts";
import { addTable, type NewTable } from "./product/campus.ts";
import { signUp } from "./product/http-client.ts";
import { useStage } from "./stage.ts";

const stage = useStage();
const tables: NewTable[] = [];
/** Somewhere in tomorrow, so that no test depends on when it runs. */
let tomorrow = "";
const HALF_PAST_TWELVE = "12:30";

beforeAll(async () => {
  const { admin } = stage();
  await openAllWeek(admin);
  for (const code of ["T31", "T32", "T33", "T34", "T35", "T36"]) {
    tables.push(await addTable(admin, code));
  }
  tomorrow = dayFromNow(1);
});

function tableNo(index: number): NewTable {
  const table = tables[index];
  if (!table) throw new Error(`there is no table ${index}`);
  return table;
}

const dayPath = () => `/book?date=${tomorrow}`;
const slotOf = (page: Page, code: string, time: string, state: string) =>
  page.getByRole("button", { name: `${code}, ${time}, ${state}`, exact: true });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const sheetOf = (page: Page) => page.getByRole("dialog");
const confirmIn = (page: Page, name: string) =>
  sheetOf(page).getByRole("button", { name, exact: true }).click();
const told = (page: Page, text: string) =>
  page.getByRole("status").filter({ hasText: text }).waitFor();

/** When a table is free at a time of tomorrow, as an instant. */
async function instantAt(tableId: string, time: string): Promise<string> {
  const clock = new Intl.DateTimeFormat("fr-FR", {
    timeZone: "Europe/Paris",
    hour: "2-digit",
    minute: "2-digit",
  });
  const slots = await freeSlots(stage().admin, tableId, 1);
  const slot = slots.find(({ startsAt }) => clock.format(new Date(startsAt)) === time);
  if (!slot) throw new Error(`${time} is not free`);
  return slot.startsAt;
}

describe("two people who want the same slot", () => {
  it("race for it: one gets it, the other is offered the next and books it at once", async () => {
    const { open, newPlayer, tolerate } = stage();
    tolerate(/\/reservations: 409/, /status of 409/);
    const { code } = tableNo(0);
    const players = [await newPlayer("Inès"), await newPlayer("Malo")];
    const phones = await Promise.all(players.map((as) => open("phone", dayPath(), { as })));
    const onlooker = await open("laptop", dayPath());
    const taken = "Quelqu’un vient de prendre ce créneau.";

    for (const phone of phones) await slotOf(phone, code, "12:00", "libre").click();
    const got = await Promise.all(
      phones.map(async (phone) => {
        await confirmIn(phone, "Réserver");
        const mine = slotOf(phone, code, "12:00", "à toi");
        await mine.or(phone.getByText(taken)).first().waitFor();
        return (await phone.getByText(taken).count()) === 0;
      }),
    );
    expect([...got].sort()).toEqual([false, true]);
    await slotOf(onlooker, code, "12:00", "réservée").waitFor();

    const [loser, winner] = got[0] ? [phones[1], phones[0]] : phones;
    if (!loser || !winner) throw new Error("two phones, please");
    await confirmIn(loser, `Réserver à ${HALF_PAST_TWELVE}`);
    await told(loser, `C’est réservé : ${code} à ${HALF_PAST_TWELVE}`);
    await slotOf(loser, code, HALF_PAST_TWELVE, "à toi").waitFor();
    await slotOf(winner, code, HALF_PAST_TWELVE, "réservée").waitFor();
    await slotOf(onlooker, code, HALF_PAST_TWELVE, "réservée").waitFor();
  });
});

describe("booking", () => {
  it("shows the day to everybody, and comes back to the chosen slot after signing in", async () => {
    const { open, product } = stage();
    const account = { email: "agenda@babyfoot.example", password: "la balle au centre" };
    await signUp(product.url, { ...account, name: "Agathe" });
    const { code } = tableNo(1);
    const phone = await open("phone", dayPath());
    await slotOf(phone, code, "14:00", "libre").click();
    await phone.getByRole("link", { name: "Se connecter pour réserver" }).click();
    await sendSignIn(phone, account);
    await phone.getByRole("dialog", { name: `${code} à 14:00` }).waitFor();
    await sheetOf(phone).getByText("60 min").click();
    await confirmIn(phone, "Réserver");
    await slotOf(phone, code, "14:45", "à toi").waitFor();
    await slotOf(phone, code, "15:00", "libre").waitFor();
  });

  it("offers no more time than is free, and says it when one has enough reservations", async () => {
    const { open, newPlayer, tolerate } = stage();
    tolerate(/\/reservations: 422/, /status of 422/);
    const [first, second] = [await newPlayer("Nora"), await newPlayer("Paul")];
    const { id: tableId, code } = tableNo(2);
    const startsAt = await instantAt(tableId, "10:30");
    await book(first, { tableId, startsAt, durationMinutes: 15 });
    const at = (time: string) => instantAt(tableId, time);
    await book(second, { tableId, startsAt: await at("18:00"), durationMinutes: 15 });
    await book(second, { tableId, startsAt: await at("19:00"), durationMinutes: 15 });
    const phone = await open("phone", dayPath(), { as: second });
    await slotOf(phone, code, "10:00", "libre").click();
    await sheetOf(phone).getByText("30 min").waitFor();
    expect(await sheetOf(phone).getByRole("radio").count()).toBe(2);
    await confirmIn(phone, "Réserver");
    const refused = sheetOf(phone).getByRole("alert");
    await refused.filter({ hasText: "Tu as déjà 2 réservations à venir, le maximum." }).waitFor();
  });

  it("works with the arrows and Enter, and keeps one's place", async () => {
    const { open, newPlayer } = stage();
    const { code, id } = tableNo(3);
    const page = await open("laptop", `${dayPath()}&table=${id}`, { as: await newPlayer("Zoé") });
    const key = (name: string) => page.keyboard.press(name);
    const hasFocus = (time: string, state: string) =>
      slotOf(page, code, time, state).evaluate((cell) => cell === document.activeElement);
    await tabTo(page, slotOf(page, code, "00:00", "libre"));
    await key("ArrowRight");
    await key("ArrowRight");
    expect(await hasFocus("00:30", "libre")).toBe(true);
    await key("End");
    expect(await hasFocus("23:45", "libre")).toBe(true);
    await key("Home");
    await key("ArrowRight");
    await key("Enter");
    const sheet = page.getByRole("dialog", { name: `${code} à 00:15` });
    await tabTo(page, sheet.getByRole("radio", { name: "30 min jusqu’à 00:45" }));
    await key("ArrowLeft");
    await tabTo(page, sheet.getByRole("button", { name: "Réserver", exact: true }));
    await key("Enter");
    await slotOf(page, code, "00:15", "à toi").waitFor();
    expect(await hasFocus("00:15", "à toi")).toBe(true);
    await key("ArrowRight");
    expect(await hasFocus("00:30", "libre")).toBe(true);
  });
});

describe("one's reservations", () => {
  it("can be extended, shortened, moved and cancelled", async () => {
    const { open, newPlayer } = stage();
    const player = await newPlayer("Louna");
    const [from, to] = [tableNo(4), tableNo(5)];
    const startsAt = await instantAt(from.id, "15:00");
    await book(player, { tableId: from.id, startsAt, durationMinutes: 15 });
    const phone = await open("phone", "/bookings", { as: player });
    const card = phone.getByRole("article");
    await press(phone, "Prolonger de 15 min");
    await card.getByText("de 15:00 à 15:30").waitFor();
    const calendar = card.getByRole("link", { name: "Ajouter à l’agenda" });
    const file = await phone.request.get((await calendar.getAttribute("href")) ?? "");
    expect(await file.text()).toContain(`SUMMARY:Baby-foot\\, table ${from.code}`);
    await press(phone, "Raccourcir de 15 min");
    await card.getByText("de 15:00 à 15:15").waitFor();
    await phone.getByRole("link", { name: "Déplacer" }).click();
    await phone.getByRole("heading", { level: 1, name: `Déplacer ${from.code}` }).waitFor();
    await slotOf(phone, to.code, "16:00", "libre").click();
    await confirmIn(phone, "Déplacer ici");
    await phone.getByRole("heading", { level: 1, name: "Mes réservations" }).waitFor();
    await card.getByText("de 16:00 à 16:15").waitFor();
    await card.getByRole("link", { name: to.heading }).waitFor();
    await press(phone, "Annuler la réservation");
    await confirmIn(phone, "Annuler la réservation");
    await phone.getByText("Rien de réservé").waitFor();
    await phone.getByRole("listitem").filter({ hasText: "annulée" }).waitFor();
  });

  it("are claimed at the table, and end when one leaves", async () => {
    const { open, newPlayer } = stage();
    const player = await newPlayer("Soren");
    const { id: tableId } = tableNo(4);
    await book(player, { tableId, startsAt: thisQuarter(), durationMinutes: 15 });
    const phone = await open("phone", "/bookings", { as: player });
    await press(phone, "Je suis là");
    await phone.getByText("Présence validée", { exact: true }).waitFor();
    await press(phone, "Prolonger de 15 min");
    await told(phone, "Prolongée jusqu’à");
    await press(phone, "Terminer maintenant");
    await confirmIn(phone, "Terminer maintenant");
    await phone.getByRole("listitem").filter({ hasText: "jouée" }).waitFor();
  });

  it("ask those who are invited, and tell who booked what they answer", async () => {
    const { open, newPlayer } = stage();
    const [host, guest] = [await newPlayer("Ilyès"), await newPlayer("Jeanne")];
    const { id: tableId } = tableNo(5);
    const startsAt = await instantAt(tableId, "11:00");
    await book(host, { tableId, startsAt, durationMinutes: 30, playerIds: [guest.id] });
    const hosts = await open("phone", "/bookings", { as: host });
    await hosts.getByText("Avec Jeanne (sans réponse)").waitFor();
    const guests = await open("phone", "/bookings", { as: guest });
    await guests.getByText("Ilyès t’invite").waitFor();
    await press(guests, "J’y serai");
    await guests.getByRole("article").getByText("Réservé par Ilyès").waitFor();
    await hosts.getByText("Avec Jeanne", { exact: true }).waitFor();
  });
});
