import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PASSWORD, sendSignIn, sendSignUp, signUpInBrowser } from "./browser/sign-up.ts";
import { useStage } from "./stage.ts";

const stage = useStage();
const signedIn = (page: Page) => page.getByRole("link", { name: "Moi" }).waitFor();
const alert = (page: Page, text: string) =>
  page.getByRole("alert").filter({ hasText: text }).waitFor();

describe("signing up", () => {
  it("keeps what was typed when something is wrong, and over a reload", async () => {
    const { open, newPlayer, tolerate } = stage();
    tolerate(/sign-up\/email: 4/, /status of 4/);
    await newPlayer("Déjà là");
    const phone = await open("phone", "/sign-up");
    await sendSignUp(phone, { name: "Zoé Martin", email: "joueuse-1@babyfoot.example" });
    await phone.getByText("Cette adresse a déjà un compte.").waitFor();
    const values = () =>
      Promise.all([
        phone.getByLabel("Nom", { exact: true }).inputValue(),
        phone.getByLabel("Adresse e-mail").inputValue(),
      ]);
    expect(await values()).toEqual(["Zoé Martin", "joueuse-1@babyfoot.example"]);
    expect(await phone.getByLabel("Mot de passe", { exact: true }).inputValue()).toBe(PASSWORD);
    await phone.reload();
    expect(await values()).toEqual(["Zoé Martin", "joueuse-1@babyfoot.example"]);

    await sendSignUp(phone, { name: "Zoé", email: "zoe@babyfoot.example", password: "1234567890" });
    await phone.getByText("Ce mot de passe est trop court ou trop courant.").waitFor();
    expect(await values()).toEqual(["Zoé", "zoe@babyfoot.example"]);
    await phone.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
    await phone.getByRole("button", { name: "Créer mon compte" }).click();
    await signedIn(phone);
  });
});

describe("signing in", () => {
  it("says that the password is wrong, and then lets in and back to where one was", async () => {
    const { open, tolerate } = stage();
    tolerate(/sign-in\/email: 401/, /status of 401/);
    const first = await open("phone", "/sign-up");
    await signUpInBrowser(first, { name: "Nora", email: "nora@babyfoot.example" });
    const phone = await open("phone", "/me");
    await phone.getByRole("link", { name: "Se connecter" }).click();
    await sendSignIn(phone, { email: "nora@babyfoot.example", password: "pas celui-là" });
    await alert(phone, "L’adresse ou le mot de passe n’est pas le bon.");
    await phone.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
    await phone.getByRole("button", { name: "Se connecter" }).click();
    await phone.getByRole("heading", { level: 1, name: "Mon compte" }).waitFor();
    await phone.getByText("nora@babyfoot.example").waitFor();
  });

  it("can be ended on another phone from one's account", async () => {
    const { open, tolerate } = stage();
    const account = { name: "Paul", email: "paul@babyfoot.example" };
    const lost = await open("phone", "/sign-up");
    await signUpInBrowser(lost, account);
    const kept = await open("phone", "/sign-in?next=/me");
    await sendSignIn(kept, account);
    const sessions = kept
      .locator("section")
      .filter({ has: kept.getByRole("heading", { name: "Où tu es connecté" }) });
    await sessions.getByText("cet appareil").waitFor();
    expect(await sessions.getByRole("listitem").count()).toBe(2);
    await sessions.getByRole("button", { name: /^Déconnecter/ }).click();
    await sessions.getByRole("button").waitFor({ state: "detached" });
    expect(await sessions.getByRole("listitem").count()).toBe(1);

    tolerate(/: 401/, /status of 401/);
    await lost.goto("/me");
    await lost.getByText("Connecte-toi d’abord").waitFor();
  });

  it("is over after signing out", async () => {
    const { open } = stage();
    const phone = await open("phone", "/sign-up");
    await signUpInBrowser(phone, { name: "Ali", email: "ali@babyfoot.example" });
    await phone.getByRole("link", { name: "Moi" }).click();
    await phone.getByRole("button", { name: "Se déconnecter" }).click();
    await phone.getByRole("link", { name: "Connexion" }).waitFor();
    await phone.goto("/me");
    await phone.getByText("Connecte-toi d’abord").waitFor();
  });
});

describe("a forgotten password", () => {
  it("is replaced by the link in the mail, which works once", async () => {
    const { open, product, tolerate } = stage();
    const email = "iris@babyfoot.example";
    const phone = await open("phone", "/sign-up");
    await signUpInBrowser(phone, { name: "Iris", email });

    const other = await open("phone", "/sign-in");
    await other.getByRole("link", { name: "Mot de passe oublié ?" }).click();
    // Both pages have such a field.
    await other.getByRole("heading", { level: 1, name: "Mot de passe oublié" }).waitFor();
    await other.getByLabel("Adresse e-mail").fill(email);
    await other.getByRole("button", { name: "Recevoir le lien" }).click();
    await other.getByRole("heading", { name: "Regarde tes messages" }).waitFor();
    const link = await linkMailedTo(email, product.dataDir);
    await other.goto(link);
    await other.getByLabel("Nouveau mot de passe").fill("un gardien de métal");
    await other.getByRole("button", { name: "Enregistrer ce mot de passe" }).click();
    await other.getByText("Connecte-toi avec ton nouveau mot de passe.").waitFor();
    await sendSignIn(other, { email, password: "un gardien de métal" });
    await signedIn(other);
    await other.getByRole("link", { name: /^Messages/ }).click();
    await other.getByRole("link", { name: "Choisis un nouveau mot de passe" }).waitFor();

    tolerate(/reset-password.*: 4/, /status of 4/);
    await other.goto(link);
    await other.getByLabel("Nouveau mot de passe").fill("encore un autre essai");
    await other.getByRole("button", { name: "Enregistrer ce mot de passe" }).click();
    await alert(other, "Ce lien n’est pas valable ou a expiré.");
  });
});

/** The link to choose a new password, out of the mail kept in the data folder. */
async function linkMailedTo(email: string, dataDir: string): Promise<string> {
  const folder = path.join(dataDir, "mail");
  for (let tries = 0; tries < 200; tries += 1) {
    for (const file of await readdir(folder).catch(() => [])) {
      const text = await readFile(path.join(folder, file), "utf8");
      const plain = text.replaceAll("=\r\n", "").replaceAll("=3D", "=");
      const link = /http:\/\/\S*reset\S*/.exec(plain)?.[0];
      if (plain.includes(email) && link !== undefined) return link;
    }
    await sleep(50);
  }
  throw new Error(`no mail came for ${email}`);
}

describe("how the pages look", () => {
  it("stays in the language that was chosen, also after a reload and on the next page", async () => {
    const { open } = stage();
    const phone = await open("phone", "/matches");
    const language = () => phone.locator("html").getAttribute("lang");
    await phone.getByRole("heading", { level: 1, name: "Les matchs" }).waitFor();
    expect(await language()).toBe("fr");
    await phone.getByRole("button", { name: "English" }).click();
    await phone.getByRole("heading", { level: 1, name: "Matches" }).waitFor();
    expect(await language()).toBe("en");
    await phone.reload();
    await phone.getByRole("heading", { level: 1, name: "Matches" }).waitFor();
    await phone.getByRole("link", { name: "Sign in" }).click();
    await phone.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    expect(await language()).toBe("en");
  });

  it("is English for a browser that asks for it", async () => {
    const phone = await stage().open("phone", "/matches", { locale: "en-GB" });
    await phone.getByRole("heading", { level: 1, name: "Matches" }).waitFor();
  });

  it("is dark where the phone is", async () => {
    const luminance = async (colorScheme: "light" | "dark") => {
      const phone = await stage().open("phone", "/matches", { colorScheme });
      await phone.getByRole("heading", { level: 1 }).waitFor();
      const [red = 0, green = 0, blue = 0] = await phone.evaluate(() =>
        (getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g) ?? []).map(
          Number,
        ),
      );
      return (0.21 * red + 0.72 * green + 0.07 * blue) / 255;
    };
    expect(await luminance("light")).toBeGreaterThan(0.8);
    expect(await luminance("dark")).toBeLessThan(0.2);
  });
});

describe("one's calendar", () => {
  it("has an address to subscribe to, and another once it is replaced", async () => {
    const { open } = stage();
    const phone = await open("phone", "/sign-up");
    await signUpInBrowser(phone, { name: "Agathe", email: "agathe@babyfoot.example" });
    await phone.goto("/me");
    const address = phone.getByLabel("Adresse de l’agenda", { exact: true });
    const first = await address.inputValue();
    expect((await phone.request.get(first)).headers()["content-type"]).toContain("text/calendar");
    const subscribe = phone.getByRole("link", { name: "S’abonner" });
    expect(await subscribe.getAttribute("href")).toBe(first.replace("http:", "webcal:"));
    await phone.getByRole("button", { name: "Changer d’adresse" }).click();
    await phone.getByRole("dialog").getByRole("button", { name: "Changer d’adresse" }).click();
    await phone.getByText("Ton agenda a une nouvelle adresse.").waitFor();
    await expect.poll(() => address.inputValue()).not.toBe(first);
    expect((await phone.request.get(first)).status()).toBe(404);
  });
});
