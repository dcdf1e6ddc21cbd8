import { describe, expect, it } from "vitest";
import { readSettings, SettingsError } from "./config.ts";

function refusal(environment: Record<string, string>): SettingsError {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error;
  }
  throw new Error("the settings were taken");
}

describe("settings", () => {
  it("absent or empty ones are the embedded defaults", () => {
    const settings = readSettings({ PORT: "", DATABASE_URL: "" });
    expect(settings).toMatchObject({ PORT: 3000, DATA_DIR: "./.data", DEMO: false });
    expect(settings.DATABASE_URL).toBeUndefined();
  });

  it("wrong ones are named all at once, and no value is shown", () => {
    const wrong = { PORT: "99999", DATABASE_URL: "mysql://me:hunter2@db/x", SECRET_KEY: "hunter2" };
    const { names, message } = refusal(wrong);
    expect(new Set(names)).toEqual(new Set(["DATABASE_URL", "PORT", "SECRET_KEY"]));
    expect(message).not.toMatch(/hunter2|99999|mysql/);
  });

  it("those that need each other are missed by name", () => {
    expect(refusal({ ADMIN_EMAIL: "a@b.example" }).names).toEqual(["ADMIN_PASSWORD"]);
    const { names } = refusal({ OIDC_ISSUER: "https://id.example" });
    expect(new Set(names)).toEqual(new Set(["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]));
  });

  it("domains are a list, whatever the spaces and capitals", () => {
    const { ALLOWED_EMAIL_DOMAINS } = readSettings({ ALLOWED_EMAIL_DOMAINS: " Ynov.com, ,a.fr " });
    expect(ALLOWED_EMAIL_DOMAINS).toEqual(["ynov.com", "a.fr"]);
  });
});
