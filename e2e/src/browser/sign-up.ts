import type { Page } from "playwright-core";

export const PASSWORD = "la balle au centre";

interface Account {
  name: string;
  email: string;
  password?: string;
}

/** Fills in the form of the sign-up page and sends it. */
export async function sendSignUp(
  page: Page,
  { name, email, password = PASSWORD }: Account,
): Promise<void> {
  await page.getByLabel("Nom", { exact: true }).fill(name);
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Créer mon compte" }).click();
}

/** Makes a new account on the sign-up page; afterwards that person is signed in on the home page. */
export async function signUpInBrowser(page: Page, account: Account): Promise<void> {
  await sendSignUp(page, account);
  await page.getByRole("link", { name: "Moi" }).waitFor();
}

/** Fills in the form of the sign-in page and sends it. */
export async function sendSignIn(
  page: Page,
  { email, password = PASSWORD }: Omit<Account, "name">,
): Promise<void> {
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}
