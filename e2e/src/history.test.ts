import { readFile } from "node:fs/promises";
import { API } from "@babyfoot/contract";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { obstaclesOn } from "./browser/obstacles.ts";
import { HISTORY, historyCsv } from "./product/history-file.ts";
import { useStage } from "./stage.ts";

const stage = useStage();
/** Reading and judging is work for a process of its own, of the lowest rank on the machine. */
const JUDGING = { timeout: 60_000 };
const button = (page: Pick<Page, "getByRole">, name: string) =>
  page.getByRole("button", { name, exact: true });

/** Gives the page a file, as one does with the button below the little man. */
async function give(page: Page, buffer: Buffer, name = HISTORY.name): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await button(page, "Lire le fichier").click();
}

/** Until what was imported has been counted, which takes a moment. */
async function showsBest(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      await page.reload();
      await page.getByRole("heading", { name: "Qui marque le plus" }).waitFor();
      await page.getByText("Chargement…").first().waitFor({ state: "detached" });
      return page.getByRole("link", { name: HISTORY.best }).count();
    }, JUDGING)
    .toBeGreaterThan(0);
}

describe("a history of years", () => {
  it("is brought in by an administrator who has seen what would happen, and is then in the figures", async () => {
    const { open, admin } = stage();
    const desk = await open("laptop", "/admin/imports", { as: admin });
    await give(desk, historyCsv());
    await desk.getByText("À confirmer").waitFor(JUDGING);
    await desk.getByText(`${HISTORY.games} parties, 56 participations, 4 personnes`).waitFor();
    await desk.getByText("Parties dont le vainqueur annoncé n’est pas celui du score").waitFor();
    await desk.getByText("il n’a pas d’heures").waitFor();

    await button(desk, "game_date").click();
    const column = desk.getByRole("group").filter({ hasText: "game_date → Jour" });
    await column.getByText("13/03/2024", { exact: true }).waitFor();
    await desk.getByRole("cell", { name: "13/03/2024" }).first().click();
    await desk.getByText("« 13/03/2024 » devient 2024-03-13").waitFor();
    await desk.getByLabel("Les premières lignes, cellule par cellule").focus();
    await desk.keyboard.press("ArrowRight");
    await desk.getByText("table_id, ligne 14 : gardé").waitFor();
    expect(await obstaclesOn(desk)).toEqual([]);

    await button(desk, "Importer pour de bon").click();
    await desk.getByText("Ces parties comptent dans les chiffres.").waitFor(JUDGING);

    const phone = await open("phone", "/insights");
    await showsBest(phone);
    await phone.getByText(`${HISTORY.goalsOfBest}`, { exact: true }).first().waitFor();
    await phone.getByText("Le fichier n’a pas d’heures").waitFor();
    expect(await obstaclesOn(phone)).toEqual([]);
  });

  it("can be read as a table and taken away, season by season", async () => {
    const { open } = stage();
    const phone = await open("phone", "/insights");
    await phone.getByText("2023/2024", { exact: true }).first().click();
    await phone.waitForURL(/season=2023/);
    await phone.reload();
    await phone.getByRole("link", { name: HISTORY.best }).first().waitFor();
    await phone.getByText("Les données", { exact: true }).first().click();
    const table = phone.getByRole("table", { name: "Meilleurs buteurs" });
    await table.getByRole("cell", { name: HISTORY.best }).waitFor();
    const [download] = await Promise.all([
      phone.waitForEvent("download"),
      phone.getByRole("button", { name: "Télécharger (CSV) : Meilleurs buteurs" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("buteurs-2023-2024.csv");
    const csv = await readFile(await download.path(), "utf8");
    expect(csv).toContain(`1,${HISTORY.best},${HISTORY.goalsOfBest},${HISTORY.games},6\r\n`);
  });

  it("has a page for each of its people", async () => {
    const { open } = stage();
    const phone = await open("phone", "/insights");
    await phone.getByRole("link", { name: HISTORY.best }).first().click();
    await phone.getByRole("heading", { level: 1, name: HISTORY.best }).waitFor();
    await phone.getByText("Les 10 dernières parties").waitFor();
    const partners = phone.getByRole("region", { name: "Avec" });
    await partners.getByRole("link", { name: "Ulysse Brandt" }).waitFor();
    await phone.getByRole("heading", { name: "Toutes les parties" }).waitFor();
    await phone.getByText("G000014").first().waitFor();
    expect(await obstaclesOn(phone)).toEqual([]);
  });

  it("by other names is read once somebody has said what its columns are", async () => {
    const { open, admin, tolerate } = stage();
    tolerate(/: 422/, /status of 422/);
    const desk = await open("laptop", "/admin/imports", { as: admin });
    const names = { game_id: "rencontre", player_id: "licence" };
    await give(desk, historyCsv(names), "autre-ecole.csv");
    await desk.getByText("Ce fichier n’a pas pu être lu").waitFor();
    expect(await obstaclesOn(desk)).toEqual([]);
    await desk.getByLabel("rencontre").selectOption({ label: "Partie (identifiant)" });
    await desk.getByLabel("licence").selectOption({ label: "Personne (identifiant)" });
    await button(desk, "Relire ainsi").click();
    await button(desk, "Importer pour de bon").waitFor(JUDGING);
    await desk.getByText(`Déjà là, et laissées telles quelles : ${HISTORY.games}.`).waitFor();
    await button(desk, "Ne pas importer").click();
    await desk.getByText("Rien n’est entré.").waitFor();
  });

  it("is taken back whole, after one has read what that means", async () => {
    const { open, admin } = stage();
    const desk = await open("laptop", "/admin/imports", { as: admin });
    await desk.getByRole("link", { name: HISTORY.name }).click();
    await button(desk, "Retirer cet import").click();
    const dialog = desk.getByRole("dialog", { name: "Retirer cet import ?" });
    await dialog
      .getByText("Ce qu’il a apporté disparaît : 14 parties et 56 participations.")
      .waitFor();
    await button(dialog, "Retirer les parties").click();
    await desk.getByText("Ces parties ont été retirées.").waitFor();
    await dialog.waitFor({ state: "detached" });
  });
});

describe("an analyst", () => {
  it("reads the exports with a token that is shown once, until it is revoked", async () => {
    const { open, admin, product } = stage();
    const desk = await open("laptop", "/admin/exports", { as: admin });
    await button(desk, "Nouveau jeton").click();
    const form = desk.getByRole("dialog", { name: "Nouveau jeton" });
    await form.getByLabel("Pour qui, pour quoi").fill("Carnet de statistiques");
    await button(form, "Créer").click();
    const secret = desk.getByRole("dialog", { name: "Le jeton" });
    const token = await secret.getByLabel("Jeton", { exact: true }).inputValue();
    const read = () =>
      fetch(`${product.url}${API}/exports/games.csv`, {
        headers: { authorization: `Bearer ${token}` },
      });
    const answer = await read();
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/^game_id,date,table_id,/);
    await button(secret, "C’est copié").click();
    await secret.waitFor({ state: "detached" });
    await desk.getByRole("listitem").filter({ hasText: "Carnet de statistiques" }).waitFor();
    expect(await desk.content()).not.toContain(token);

    await button(desk, "Révoquer").click();
    await button(desk.getByRole("dialog", { name: "Révoquer ce jeton ?" }), "Révoquer").click();
    await desk.getByText("Aucun jeton").waitFor();
    expect((await read()).status).toBe(401);
  });
});
