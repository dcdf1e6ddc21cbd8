import { API, presenceCodeSchema, screenKeySchema } from "@babyfoot/contract";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { book, openAllWeek, thisQuarter } from "./product/booking.ts";
import { addTable } from "./product/campus.ts";
import { addReader } from "./product/reader.ts";
import { useStage } from "./stage.ts";

const stage = useStage();
beforeAll(() => openAllWeek(stage().admin));

const keyed = async (tableId: string): Promise<string> => {
  const made = await stage().admin.call("POST", `${API}/tables/${tableId}/screen-key`);
  const { pathname, hash } = new URL(screenKeySchema.parse(made).url);
  return pathname + hash;
};

const digitsOf = async (page: Page): Promise<string> =>
  (await page.getByRole("dialog").locator("output").innerText()).replaceAll(/\D/g, "");

describe("a student card", () => {
  it("is linked at the table, opens it, and its name is on the screen with the first goal", async () => {
    const { admin, newPlayer, open, product } = stage();
    const table = await addTable(admin, "C01");
    const reader = await addReader(admin, { url: product.url, table });
    const ana = await newPlayer("Ana");
    const screen = await open("television", await keyed(table.id));
    await screen.getByRole("img", { name: "Code à scanner à cette table" }).waitFor();
    expect(new URL(screen.url()).hash).toBe("");

    const phone = await open("phone", "/me", { as: ana });
    await phone.getByRole("button", { name: "Associer une carte" }).click();
    await phone.getByLabel("Nom de la carte").fill("Carte bleue");
    await phone.getByRole("button", { name: "Obtenir un code" }).click();
    await phone.getByText("Il vaut encore").waitFor();
    const code = await digitsOf(phone);

    expect((await reader.tap("04A224B1")).unlocked).toBe(false);
    await screen.getByText("Carte inconnue", { exact: true }).waitFor();
    for (const digit of code)
      await screen.getByRole("button", { name: digit, exact: true }).click();
    await screen.getByText("Bienvenue, Ana").waitFor();
    await phone.getByText("C’est fait : ta carte ouvre les tables.").waitFor();
    await phone.getByText("Carte bleue").waitFor();

    expect((await reader.tap("04A224B1")).unlocked).toBe(true);
    await screen.getByText("Ana", { exact: true }).first().waitFor();
    await screen.getByText(/^À vous jusqu’à/).waitFor();
    await reader.score("blue");
    await screen.getByRole("img", { name: "Rouge 0, Bleu 1" }).waitFor();
    await screen.getByText("Ana", { exact: true }).first().waitFor();

    await phone.getByRole("button", { name: "Dissocier : Carte bleue" }).click();
    await phone.getByRole("button", { name: "Dissocier la carte" }).click();
    await phone.getByText("Aucune carte associée.").waitFor();
    expect((await reader.tap("04A224B1")).unlocked).toBe(false);
  });
});

describe("the code on a table's screen", () => {
  it("claims a reservation on a phone, and an old one says what to do", async () => {
    const { admin, newPlayer, open, product } = stage();
    const table = await addTable(admin, "C02");
    const bob = await newPlayer("Bob");
    await book(bob, { tableId: table.id, startsAt: thisQuarter(), durationMinutes: 30 });
    const screen = await open("television", await keyed(table.id));
    await screen.getByRole("img", { name: "Code à scanner à cette table" }).waitFor();
    const shown = await admin.call("GET", `${API}/tables/${table.id}/presence-code`);
    const { pathname, search } = new URL(presenceCodeSchema.parse(shown).url);

    const stranger = await open("phone", pathname + search);
    await stranger.getByRole("link", { name: "Se connecter" }).last().click();
    await stranger.getByLabel("Adresse e-mail").fill(product.admin.email);
    await stranger.getByLabel("Mot de passe", { exact: true }).fill(product.admin.password);
    await stranger.getByRole("button", { name: "Se connecter" }).click();
    await stranger.getByText("Ouverte pour le personnel").waitFor();

    const phone = await open("phone", pathname + search, { as: bob });
    await phone.getByText("C’est ouvert").waitFor();
    await phone.getByText("Ta réservation est validée").waitFor();
    await screen.getByText("Bob").first().waitFor();

    const late = await open("phone", `${pathname}?k=AAAAAAAAAAAAAAAAAAAAAA`, { as: bob });
    stage().tolerate(/422/);
    await late.getByText("Ce code a changé").waitFor();
    const other = await newPlayer("Cléo");
    const refused = await open("phone", pathname + search, { as: other });
    await refused.getByText("C’est ouvert").waitFor();
  });
});
