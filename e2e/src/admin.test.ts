import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { showsScore, tileOf } from "./browser/score.ts";
import { sendSignIn } from "./browser/sign-up.ts";
import { addTable } from "./product/campus.ts";
import { useStage } from "./stage.ts";

const stage = useStage();
const click = (where: Pick<Page, "getByRole">, name: string) =>
  where.getByRole("button", { name, exact: true }).click();

describe("an administrator", () => {
  it("sets up a table with a board, sees its secret once, and tries it up to the home page", async () => {
    const { open, product } = stage();
    const desk = await open("laptop", "/sign-in?next=/admin", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await sendSignIn(desk, product.admin);
    await desk.getByText("Aucune table").waitFor();
    await click(desk, "Nouvelle table");
    const table = desk.getByRole("dialog", { name: "Nouvelle table" });
    await table.getByLabel("Code").fill("T07");
    await table.getByLabel("Nom", { exact: true }).fill("La rapide");
    await table.getByLabel("Emplacement (facultatif)").fill("Hall, près du bar");
    await click(table, "Créer");
    await desk.getByText("La table est créée.").waitFor();
    await desk.getByRole("link", { name: "T07 La rapide" }).waitFor();

    await desk.getByRole("link", { name: "Appareils" }).click();
    await click(desk, "Nouvel appareil");
    const device = desk.getByRole("dialog", { name: "Nouvel appareil" });
    await device.getByLabel("Nom", { exact: true }).fill("Carte du bar");
    await device.getByText("Carte qui connaît son score").click();
    await click(device, "Créer");

    const secret = desk.getByRole("dialog", { name: "Le secret de l’appareil" });
    await click(secret, "Copier : Adresse secrète");
    await secret.getByText("Copié", { exact: true }).waitFor();
    const url = await desk.evaluate(() => navigator.clipboard.readText());
    expect(url).toMatch(new RegExp(`^${product.url}/api/v1/device/board/[\\w-]{20,}$`));
    await click(secret, "C’est copié");
    await secret.waitFor({ state: "detached" });
    expect(await desk.content()).not.toContain(url);
    await desk.reload();
    await desk.getByText("Carte du bar").waitFor();
    expect(await desk.content()).not.toContain(url);
    await desk.getByText("Jamais entendu").waitFor();

    const home = await open("phone", "/");
    const tile = tileOf(home, "T07 La rapide");
    await tile.waitFor();
    await click(desk, "But d’essai");
    const trial = desk.getByRole("dialog", { name: "But d’essai" });
    await click(trial, "But d’essai bleu");
    await trial.getByText("Le but d’essai est compté.").waitFor();
    await showsScore(tile, { red: 0, blue: 1 });
    await trial.getByRole("link", { name: "Voir le match" }).click();
    await showsScore(desk, { red: 0, blue: 1 });

    await fetch(`${url}/goal`, { method: "POST", body: new URLSearchParams({ team: "red" }) });
    await showsScore(tile, { red: 1, blue: 1 });
    await desk.getByRole("link", { name: "Gestion" }).click();
    await desk.getByRole("link", { name: "Appareils" }).click();
    await desk.getByText("En ligne").waitFor();
  });

  it("takes a broken table out of play, and back once it is mended", async () => {
    const { open, admin, newPlayer } = stage();
    const table = await addTable(admin, "T08");
    const player = await newPlayer("Sacha");
    const phone = await open("phone", `/t/${table.code}`, { as: player });
    await click(phone, "Signaler un défaut");
    const report = phone.getByRole("dialog", { name: "Signaler un défaut" });
    await report.getByText("Barre cassée").click();
    await report.getByLabel("Précisions (facultatif)").fill("La barre des avants est tordue");
    await click(report, "Envoyer");
    await phone.getByText("Merci, le défaut est signalé.").waitFor();
    await phone.getByText("Elle t’attend").waitFor();

    const home = await open("phone", "/");
    const desk = await open("laptop", "/admin/faults", { as: admin });
    const fault = desk.getByRole("listitem").filter({ hasText: "La barre des avants est tordue" });
    await fault.getByText("Signalé par Sacha").waitFor();
    await fault.getByLabel("Bloque la table").click();
    await tileOf(home, table.heading).getByText("En réparation").waitFor();
    await phone.getByText("Un défaut empêche de jouer ici pour le moment.").waitFor();
    const start = phone.getByRole("button", { name: "Commencer un match" });
    expect(await start.count()).toBe(0);

    await click(fault, "Résoudre");
    const resolve = desk.getByRole("dialog", { name: "Résoudre" });
    await resolve.getByLabel("Ce qui a été fait (facultatif)").fill("Barre redressée");
    await click(resolve, "Résoudre");
    await desk.getByText("Aucun défaut ouvert").waitFor();
    await tileOf(home, table.heading).getByText("Libre").waitFor();
    await start.waitFor();
  });

  it("makes a player staff, who then sees the faults but no people", async () => {
    const { open, admin, newPlayer, tolerate } = stage();
    const player = await newPlayer("Camille Roux");
    const phone = await open("phone", "/admin/faults", { as: player });
    await phone.getByText("Tu n’as pas accès à cette page.").waitFor();
    const desk = await open("laptop", "/admin/people", { as: admin });
    await desk.getByLabel("Chercher un nom ou une adresse").fill("camille");
    const role = desk.getByLabel("Rôle de Camille Roux");
    await desk.getByRole("listitem").filter({ hasText: "Camille Roux" }).waitFor();
    await role.selectOption({ label: "Personnel" });
    await desk.getByText("C’est enregistré.").waitFor();
    expect(await role.inputValue()).toBe("staff");

    await phone.reload();
    await phone.getByText("Aucun défaut ouvert").waitFor();
    expect(await phone.getByRole("link", { name: "Personnes" }).count()).toBe(0);
    tolerate(/: 403/, /status of 403/);
    await phone.goto("/admin/people");
    await phone.getByText("Tu n’as pas accès à cette page.").waitFor();
  });
});
