import { API } from "@babyfoot/contract";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { sendSignIn } from "./browser/sign-up.ts";
import { tabTo } from "./browser/tab-to.ts";
import { book, giveBack, haveNow, openAllWeek, thisQuarter } from "./product/booking.ts";
import { addTable, type NewTable } from "./product/campus.ts";
import { type HttpClient, signUp } from "./product/http-client.ts";
import { letLapse } from "./product/passing-time.ts";
import { useStage } from "./stage.ts";

const stage = useStage();

beforeAll(() => openAllWeek(stage().admin));

/** A table that somebody has, and its way to be given back. */
async function takenTable(code: string, holderName: string) {
  const { admin, newPlayer } = stage();
  const table = await addTable(admin, code);
  const holder = await newPlayer(holderName);
  const reservation = await haveNow(holder, table.id);
  return { table, holder, free: () => giveBack(holder, reservation) };
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name });
const waitFor = (player: HttpClient, { id }: NewTable) =>
  player.call("POST", `${API}/queue`, { tableId: id });
const queuePath = ({ id }: NewTable) => `/queue?table=${id}`;

describe("a table that is given back", () => {
  it("[Q8] is offered on the open page of who waits for it, who takes and claims it", async () => {
    const { open, newPlayer } = stage();
    const { table, holder } = await takenTable("T41", "Hana");
    const waiter = await newPlayer("Ana");
    const screen = await open("television", `/screen/${table.code}`);
    const phone = await open("phone", `/tables/${table.id}`, { as: waiter });
    await phone.getByRole("link", { name: /^Attendre cette table · environ \d+ min$/ }).click();
    await press(phone, `Attendre ${table.code}`);
    await heading(phone, /1 la prochaine est pour toi/).waitFor();
    await phone
      .getByRole("status")
      .filter({ hasText: /^environ \d+\smin, vers \d\d:\d\d$/ })
      .waitFor();
    await screen.getByText("Ana · 1 en attente").waitFor();

    const holders = await open("phone", "/bookings", { as: holder });
    await press(holders, "Terminer maintenant");
    await holders.getByRole("dialog").getByRole("button", { name: "Terminer maintenant" }).click();
    await heading(phone, /C’est à toi/).waitFor();
    await screen.getByText(/^Gardée pour Ana jusqu’à \d\d:\d\d$/).waitFor();
    expect(await phone.title()).toMatch(/^[0-3]:\d\d · T41 est à toi/);

    await press(phone, "Je la prends");
    await heading(phone, /^Va à T41/).waitFor();
    await press(phone, "Je suis là");
    await heading(phone, /^T41 est à toi/).waitFor();
    expect(await phone.title()).toBe("T41 est à toi · babyfoot");
    await phone.reload();
    await heading(phone, /^T41 est à toi/).waitFor();
  });

  it("[Q4] goes to the next when it is not wanted now, whatever page they look at", async () => {
    const { open, newPlayer } = stage();
    const { table, free } = await takenTable("T42", "Hugo");
    const [ana, bob] = [await newPlayer("Anaëlle"), await newPlayer("Bob")];
    for (const player of [ana, bob]) await waitFor(player, table);
    const first = await open("phone", "/queue", { as: ana });
    const second = await open("phone", "/me", { as: bob });
    await heading(first, /la prochaine est pour toi/).waitFor();
    await second.getByRole("link", { name: "Ma place" }).waitFor();
    await free();
    await heading(first, /C’est à toi/).waitFor();
    expect(await second.getByRole("complementary").count()).toBe(0);
    await press(first, "Pas maintenant");
    await heading(first, /^La file d’attente, (10:00|9:5\d) /).waitFor();

    await second.getByRole("complementary", { name: "T42 est à toi" }).getByRole("link").click();
    await heading(second, /C’est à toi/).waitFor();
    await press(first, "Me revoilà");
    await heading(first, /1 la prochaine est pour toi/).waitFor();
    await first.getByText("on lui propose T42").waitFor();
    await press(second, "Je la prends");
    await heading(second, /^Va à T42/).waitFor();
  });
});

describe("a reservation that nobody claims", () => {
  it("[R11] [Q2] passes to whoever waits, on the page that they have open", async () => {
    const { admin, open, newPlayer, product } = stage();
    const table = await addTable(admin, "T45");
    const [absent, waiter] = [await newPlayer("Absente"), await newPlayer("Iris")];
    const { id } = await book(absent, {
      tableId: table.id,
      startsAt: thisQuarter(),
      durationMinutes: 60,
    });
    await waitFor(waiter, table);
    const phone = await open("phone", "/queue", { as: waiter });
    const absents = await open("phone", "/bookings", { as: absent });
    await heading(phone, /la prochaine est pour toi/).waitFor();
    await absents.getByRole("article").waitFor();
    await letLapse(product, id);
    await heading(phone, /C’est à toi/).waitFor();
    await absents.getByRole("listitem").filter({ hasText: "non honorée" }).waitFor();
    await press(phone, "Je la prends");
    await heading(phone, /^Va à T45/).waitFor();
  });
});

describe("the line", () => {
  it("[Q1] is joined after signing in, and shown by all of one's tabs and pages", async () => {
    const { open, newPlayer, product } = stage();
    const { table } = await takenTable("T43", "Héloïse");
    await waitFor(await newPlayer("Camille"), table);
    const account = { email: "file@babyfoot.example", password: "la balle au centre" };
    await signUp(product.url, { ...account, name: "Dalia" });
    const phone = await open("phone", queuePath(table));
    await heading(phone, /1 personne avant toi/).waitFor();
    await phone.getByRole("main").getByRole("link", { name: "Se connecter pour attendre" }).click();
    await sendSignIn(phone, account);
    await phone.getByRole("button", { name: "Attendre T43" }).waitFor();
    const tab = await phone.context().newPage();
    await tab.goto(queuePath(table));
    await tab.getByRole("button", { name: "Attendre T43" }).waitFor();
    await press(phone, "Attendre T43");
    for (const page of [phone, tab]) await heading(page, /2 ta place dans la file/).waitFor();
    await phone.getByRole("listitem").filter({ hasText: "Camille" }).waitFor();
    await tab.goto("/bookings");
    await tab.getByRole("link", { name: /tu es 2ᵉ dans la file · environ \d+ min$/ }).waitFor();
  });

  it("[Q5] is left and joined again at its end, by the keyboard alone", async () => {
    const { open, newPlayer } = stage();
    const { table } = await takenTable("T44", "Honorine");
    const [eva, fritz] = [await newPlayer("Eva"), await newPlayer("Fritz")];
    for (const player of [eva, fritz]) await waitFor(player, table);
    const page = await open("laptop", queuePath(table), { as: eva });
    await heading(page, /1 la prochaine est pour toi/).waitFor();
    await page.getByText("1 personne derrière toi").waitFor();
    await tabTo(page, page.getByRole("button", { name: "Quitter la file" }));
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog");
    await tabTo(page, sheet.getByRole("button", { name: "Quitter la file" }));
    await page.keyboard.press("Enter");
    await heading(page, /1 personne avant toi/).waitFor();
    expect(await page.getByText("Tu n’es plus dans la file.").count()).toBe(0);
    await tabTo(page, page.getByRole("button", { name: "Attendre T44", exact: true }));
    await page.keyboard.press("Enter");
    await heading(page, /2 ta place dans la file/).waitFor();
    await page.getByRole("listitem").filter({ hasText: "Fritz" }).waitFor();
  });
});
