import { API } from "@babyfoot/contract";
import { expect, it } from "vitest";
import { showsScore } from "./browser/score.ts";
import { PASSWORD } from "./browser/sign-up.ts";
import { tabTo } from "./browser/tab-to.ts";
import { addTable } from "./product/campus.ts";
import { signUp } from "./product/http-client.ts";
import { useStage } from "./stage.ts";

const stage = useStage();

it("signs in, begins a match and scores a goal without a mouse", async () => {
  const { open, admin, product } = stage();
  const email = "clavier@babyfoot.example";
  await signUp(product.url, { email, password: PASSWORD, name: "Claire" });
  const table = await addTable(admin, "T09");
  const page = await open("laptop", "/");
  const press = (key: string) => page.keyboard.press(key);
  const button = (name: string) => page.getByRole("button", { name, exact: true });

  await tabTo(page, page.getByRole("link", { name: "Connexion" }));
  await press("Enter");
  await tabTo(page, page.getByLabel("Adresse e-mail"));
  await page.keyboard.type(email);
  await tabTo(page, page.getByLabel("Mot de passe", { exact: true }));
  await page.keyboard.type(PASSWORD);
  await press("Enter");
  await page.getByRole("link", { name: "Moi" }).waitFor();

  await tabTo(page, page.getByRole("link", { name: table.heading }));
  await press("Enter");
  await tabTo(page, button("Commencer un match"));
  await press("Enter");
  const dialog = page.getByRole("dialog", { name: "Commencer un match" });
  await dialog.waitFor();
  await press("Escape");
  await dialog.waitFor({ state: "detached" });
  const start = button("Commencer un match");
  expect(await start.evaluate((element) => element === document.activeElement)).toBe(true);
  await press("Enter");
  await tabTo(page, dialog.getByRole("button", { name: "Coup d’envoi" }));
  await press("Enter");
  await showsScore(page, { red: 0, blue: 0 });

  await tabTo(page, button("But rouge"));
  await press("Space");
  await showsScore(page, { red: 1, blue: 0 });
  await tabTo(page, button("Annuler : but rouge (1–0)"));
  await press("Enter");
  await showsScore(page, { red: 0, blue: 0 });
});

it("leads past the bars to the content with the first Tab", async () => {
  const { open } = stage();
  const page = await open("laptop", "/matches");
  await page.getByRole("heading", { level: 1, name: "Les matchs" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const first = page.getByRole("radio", { name: "Tous" });
  expect(await first.evaluate((element) => element === document.activeElement)).toBe(true);
});

it("keeps the focus on the goal button, so that the next goal is one key away", async () => {
  const { open, admin, newPlayer } = stage();
  const player = await newPlayer("Noé");
  const { id: tableId } = await addTable(admin, "T10");
  const made = await player.call("POST", `${API}/matches`, { tableId, blue: [player.id] });
  const page = await open("laptop", `/matches/${(made as { id: string }).id}`, { as: player });
  await tabTo(page, page.getByRole("button", { name: "But bleu", exact: true }));
  for (const blue of [1, 2, 3]) {
    await page.keyboard.press("Enter");
    await showsScore(page, { red: 0, blue });
    await page.getByRole("button", { name: "But bleu", exact: true, disabled: false }).waitFor();
  }
});
