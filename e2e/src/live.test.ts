import type { Page } from "playwright-core";
import { describe, it, onTestFinished } from "vitest";
import { showsScore, tileOf } from "./browser/score.ts";
import { layCable } from "./product/cable.ts";
import { addNativeDevice, addTable, type NativeDevice, type NewTable } from "./product/campus.ts";
import { useStage } from "./stage.ts";

const stage = useStage();

/** From the goal to the page; a busy machine is given some time, a person notices no more. */
const A_MOMENT_MS = 3_000;
const LOST = "Connexion perdue. Nouvel essai en cours…";
const OFFLINE = "Hors ligne : tu vois le dernier état connu.";

async function tableWithDevice(code: string): Promise<{ table: NewTable; device: NativeDevice }> {
  const { admin, product } = stage();
  const table = await addTable(admin, code);
  return { table, device: await addNativeDevice(admin, { url: product.url, table }) };
}

const isLive = (page: Page) =>
  page.getByRole("status").filter({ hasText: "En direct" }).first().waitFor();

/** The words under a numeral. */
const plate = (page: Page, text: string) => page.getByText(text, { exact: true });

describe("a goal of a native device", () => {
  it("is on the home page, the table's page and its screen within a moment", async () => {
    const { open } = stage();
    const { table, device } = await tableWithDevice("T01");
    const [home, tablePage, screen] = await Promise.all([
      open("laptop", "/"),
      open("phone", `/t/${table.code}`),
      open("television", `/screen/${table.code}`),
    ]);
    await Promise.all([
      tileOf(home, table.heading).getByText("Libre").waitFor(),
      tablePage.getByText("Elle t’attend").waitFor(),
      screen.getByText("Lance la balle, le match commence.").waitFor(),
      isLive(screen),
    ]);
    const places = [tileOf(home, table.heading), tablePage, screen];
    const everywhere = (red: number, blue: number) =>
      Promise.all(places.map((place) => showsScore(place, { red, blue }, A_MOMENT_MS)));
    await device.score("red");
    await everywhere(1, 0);
    await device.score("blue");
    await everywhere(1, 1);
    await device.score(...Array<"blue">(8).fill("blue"));
    await everywhere(1, 9);
    await Promise.all([tablePage, screen].map((at) => plate(at, "Balle de match").waitFor()));
    await device.score("blue");
    await plate(screen, "Vainqueur").waitFor();
    await showsScore(screen, { red: 1, blue: 10 });
    await tablePage.getByText("Elle t’attend").waitFor();
    await showsScore(tablePage, { red: 1, blue: 10 });
    await tileOf(home, table.heading).getByText("Libre").waitFor();
  });
});

describe("the list of matches", () => {
  it("adds one that begins while it is open, and moves on with it", async () => {
    const { open } = stage();
    const { table, device } = await tableWithDevice("T04");
    const list = await open("phone", "/matches");
    await list.getByRole("heading", { level: 1 }).waitFor();
    const row = list.getByRole("listitem").filter({ hasText: `Table ${table.code}` });
    await device.score("blue");
    await showsScore(row, { red: 0, blue: 1 });
    await device.score("red");
    await showsScore(row, { red: 1, blue: 1 });
  });
});

describe("a page whose connection is lost", () => {
  it("says so while the server restarts, and then shows what happened meanwhile", async () => {
    const { open, product, tolerate } = stage();
    tolerate(/ERR_/, /503/);
    const { table, device } = await tableWithDevice("T02");
    await device.score("red", "red");
    const [home, tablePage, screen] = await Promise.all([
      open("phone", "/"),
      open("phone", `/t/${table.code}`),
      open("television", `/screen/${table.code}`),
    ]);
    const places = [tileOf(home, table.heading), tablePage, screen];
    await Promise.all(places.map((place) => showsScore(place, { red: 2, blue: 0 })));
    await isLive(screen);

    await product.halt();
    await Promise.all([home, tablePage].map((page) => page.getByText(LOST).waitFor()));
    await screen.getByText("Reconnexion…").waitFor();
    await Promise.all(places.map((place) => showsScore(place, { red: 2, blue: 0 })));

    await product.resume();
    await device.score("blue");
    await Promise.all(places.map((place) => showsScore(place, { red: 2, blue: 1 })));
    await Promise.all([home, tablePage].map((page) => goneFrom(page, LOST)));
    await isLive(screen);
  });

  it("says so on a phone without network, and is right again as soon as there is one", async () => {
    const { open, product, tolerate } = stage();
    tolerate(/ERR_/);
    const cable = await layCable(product.url);
    onTestFinished(cable.remove);
    const { table, device } = await tableWithDevice("T03");
    await device.score("blue");
    const phone = await open("phone", `/t/${table.code}`, { baseURL: cable.url });
    await showsScore(phone, { red: 0, blue: 1 });

    await phone.context().setOffline(true);
    cable.cut();
    await phone.getByText(OFFLINE).waitFor();
    await device.score("red", "red");
    await showsScore(phone, { red: 0, blue: 1 });

    cable.mend();
    await phone.context().setOffline(false);
    await showsScore(phone, { red: 2, blue: 1 }, A_MOMENT_MS);
    await goneFrom(phone, OFFLINE);
  });
});

const goneFrom = (page: Page, text: string) => page.getByText(text).waitFor({ state: "detached" });
