import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { goalsInTimeline, showsScore, timelineOf } from "./browser/score.ts";
import { signUpInBrowser } from "./browser/sign-up.ts";
import { addTable, type NewTable } from "./product/campus.ts";
import { useStage } from "./stage.ts";

const stage = useStage();
let table: NewTable;
beforeAll(async () => {
  table = await addTable(stage().admin, "T05");
});

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

describe("a match counted by hand on two phones", () => {
  it("is begun by one against the other, agrees on both phones, and is confirmed", async () => {
    const { open } = stage();
    const [ines, malo] = await Promise.all([open("phone", "/sign-up"), open("phone", "/sign-up")]);
    await signUpInBrowser(ines, { name: "Inès", email: "ines@babyfoot.example" });
    await signUpInBrowser(malo, { name: "Malo", email: "malo@babyfoot.example" });
    const both = (red: number, blue: number) =>
      Promise.all([ines, malo].map((phone) => showsScore(phone, { red, blue })));

    await ines.getByRole("link", { name: table.heading }).click();
    await press(ines, "Commencer un match");
    const dialog = ines.getByRole("dialog", { name: "Commencer un match" });
    await dialog.getByLabel("Ajouter côté bleu").fill("mal");
    await dialog.getByRole("button", { name: "Malo" }).click();
    await dialog.getByRole("button", { name: "Coup d’envoi" }).click();
    await ines.getByRole("heading", { level: 1, name: "Inès – Malo" }).waitFor();

    await malo.getByRole("link", { name: table.heading }).click();
    await malo.getByRole("link", { name: "Suivre le match" }).click();
    await both(0, 0);

    await press(malo, "But bleu");
    await both(0, 1);
    await press(ines, "But rouge");
    await both(1, 1);
    await press(malo, "But bleu");
    await both(1, 2);
    await press(ines, "Annuler : but bleu (1–2)");
    await both(1, 1);
    const undone = timelineOf(malo).filter({ hasText: "But Bleu" }).filter({ hasText: "annulé" });
    await undone.waitFor();

    for (let red = 2; red <= 10; red += 1) {
      await press(ines, "But rouge");
      await both(red, 1);
    }
    for (const phone of [ines, malo]) {
      await phone.getByText("Vainqueur").waitFor();
      await phone.getByRole("status").filter({ hasText: "Victoire pour les Rouges" }).waitFor();
      expect(await goalsInTimeline(phone)).toEqual({ red: 10, blue: 1 });
    }

    await press(malo, "Confirmer le score");
    await malo.getByText("Score confirmé.").waitFor();
    const confirm = { name: "Confirmer le score" };
    await malo.getByRole("button", confirm).waitFor({ state: "detached" });
    await ines.getByRole("button", confirm).waitFor({ state: "detached" });
  });

  it("keeps the goal that a phone sent twice for want of an answer as one", async () => {
    const { open, newPlayer, tolerate } = stage();
    tolerate(/ERR_FAILED/);
    const [lou, other] = [await newPlayer("Lou"), await addTable(stage().admin, "T06")];
    const match = await lou.call("POST", "/api/v1/matches", { tableId: other.id, red: [lou.id] });
    const phone = await open("phone", `/matches/${(match as { id: string }).id}`, { as: lou });
    await showsScore(phone, { red: 0, blue: 0 });
    let lost = 0;
    await phone.route("**/goals", async (route) => {
      await route.fetch();
      lost += 1;
      if (lost === 1) await route.abort();
      else await route.continue();
    });
    await press(phone, "But rouge");
    await showsScore(phone, { red: 1, blue: 0 });
    await phone.getByRole("button", { name: "But rouge", exact: true, disabled: false }).waitFor();
    expect(lost).toBe(2);
    await phone.unroute("**/goals");
    await press(phone, "But rouge");
    await showsScore(phone, { red: 2, blue: 0 });
    expect(await goalsInTimeline(phone)).toEqual({ red: 2, blue: 0 });
  });
});
