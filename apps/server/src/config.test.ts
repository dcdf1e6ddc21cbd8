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

  it("an export goes to a folder or a bucket, which needs its keys", () => {
    const keys = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
    for (const EXPORT_URL of ["file:/x", "file:///x/y", "s3://bucket", "s3://bucket/a/b"])
      expect(readSettings({ ...keys, EXPORT_URL }).EXPORT_URL).toBe(EXPORT_URL);
    for (const EXPORT_URL of ["/x", "file:x", "file://host/x", "s3://", "s3://A_B/x", "https://x/"])
      expect([EXPORT_URL, refusal({ ...keys, EXPORT_URL }).names]).toEqual([
        ...[EXPORT_URL, ["EXPORT_URL"]],
      ]);
    expect(refusal({ EXPORT_URL: "s3://bucket" }).names).toEqual(["AWS_ACCESS_KEY_ID"]);
  });

  it("analysts are let in by a port of the embedded database only", () => {
    const both = { ANALYST_PORT: "5433", DATABASE_URL: "postgres://db/x" };
    expect(refusal(both).names).toEqual(["ANALYST_PORT"]);
  });

  it("domains are a list, whatever the spaces and capitals", () => {
    const { ALLOWED_EMAIL_DOMAINS } = readSettings({ ALLOWED_EMAIL_DOMAINS: " Ynov.com, ,a.fr " });
    expect(ALLOWED_EMAIL_DOMAINS).toEqual(["ynov.com", "a.fr"]);
  });
});
