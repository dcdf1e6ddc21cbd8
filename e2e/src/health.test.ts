import { expect, it } from "vitest";
import { failBackup } from "./product/passing-time.ts";
import { useStage } from "./stage.ts";

const stage = useStage();

it("[W1] [W30] an administrator sees what is wrong without reloading, silences it with a reason, and takes that back", async () => {
  const { open, admin, product } = stage();
  const phone = await open("phone", "/admin/health", { as: admin });
  await phone.getByText(/^Tout va bien/).waitFor();
  await failBackup(product);
  await phone.getByText("La dernière sauvegarde a échoué").first().waitFor();
  await phone.getByText(/ne va pas\.|ne vont pas\./).waitFor();
  await phone.getByText("Le dernier essai a échoué\u00a0: the repository is full").waitFor();

  await phone.getByRole("button", { name: "Mettre en silence" }).first().click();
  const dialog = phone.getByRole("dialog");
  await dialog.getByText("1 heure").click();
  await dialog.getByLabel("Pourquoi").fill("Le dépôt déménage");
  await dialog.getByRole("button", { name: "Mettre en silence" }).click();
  await phone.getByText("En silence jusqu’à").waitFor();
  expect(await phone.getByText("Le dépôt déménage (").isVisible()).toBe(true);
  await phone.getByRole("button", { name: "Lever le silence" }).click();
  await phone.getByText("En silence jusqu’à").waitFor({ state: "detached" });
});
