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

  it("[O1] wrong ones are named all at once, and no value is shown", () => {
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

  it("an export goes to a folder or a bucket", () => {
    for (const EXPORT_URL of ["file:/x", "file:///x/y", "s3://bucket", "s3://bucket/a/b"])
      expect(readSettings({ EXPORT_URL }).EXPORT_URL).toBe(EXPORT_URL);
    for (const EXPORT_URL of ["/x", "file:x", "file://host/x", "s3://", "s3://A_B/x", "https://x/"])
      expect([EXPORT_URL, refusal({ EXPORT_URL }).names]).toEqual([
        ...[EXPORT_URL, ["EXPORT_URL"]],
      ]);
  });

  it("analysts are let in by a port of the embedded database only", () => {
    const both = { ANALYST_PORT: "5433", DATABASE_URL: "postgres://db/x" };
    expect(refusal(both).names).toEqual(["ANALYST_PORT"]);
  });

  it("[O11] a process is for what it says, for all where it says nothing", () => {
    const roles = (ROLES: string) => [...readSettings({ ROLES }).ROLES];
    expect(roles("")).toEqual(["web", "api", "worker", "broker"]);
    expect(roles(" API, worker ")).toEqual(["api", "worker"]);
    for (const ROLES of ["front", "api,front", ","])
      expect([ROLES, refusal({ ROLES }).names[0]]).toEqual([ROLES, "ROLES"]);
  });

  it("[O1] what is about a PostgreSQL elsewhere needs its address, and a token needs TLS", () => {
    const arn = "arn:aws:secretsmanager:eu-west-3:123456789012:secret:rds!db-1-AbCdEf";
    const DATABASE_URL = "postgres://babyfoot_app@db.example/babyfoot";
    const wanted = { DATABASE_AUTH: "iam", DATABASE_SECRET_ARN: arn };
    expect(readSettings({ ...wanted, DATABASE_URL }).DATABASE_AUTH).toBe("iam");
    const { names } = refusal({ ...wanted, DATABASE_READ_URL: DATABASE_URL });
    expect(new Set(names)).toEqual(
      new Set(["DATABASE_AUTH", "DATABASE_SECRET_ARN", "DATABASE_READ_URL"]),
    );
    expect(refusal({ ...wanted, DATABASE_URL, DATABASE_SSL: "off" }).names).toEqual([
      "DATABASE_SSL",
    ]);
    const elsewhere = { DATABASE_SECRET_ARN: "arn:aws:s3:::secret", DATABASE_URL };
    expect(refusal(elsewhere).names).toEqual(["DATABASE_SECRET_ARN"]);
  });

  it("[O7] a class that nobody knows is named, with what to set instead", () => {
    const { message } = refusal({ DATABASE_CLASS: "db.t9.nano" });
    expect(message).toContain("DATABASE_CLASS");
    expect(message).toContain("set DATABASE_POOL_SIZE");
    expect(message).not.toContain("nano");
  });

  it("does not ask for secrets where others could read the answer", () => {
    const from = (url: string) => ({ AWS_ENDPOINT_URL_SECRETS_MANAGER: url });
    for (const url of ["https://vpce-1.example", "http://127.0.0.1:4566", "http://localhost"])
      expect(readSettings(from(url)).AWS_ENDPOINT_URL_SECRETS_MANAGER).toBe(url);
    for (const url of ["http://vpce-1.example", "http://127.0.0.1.example", "http://169.254.170.2"])
      expect(() => readSettings(from(url))).toThrow("is neither https nor on loopback");
  });

  it("credentials of containers come only from where nobody else listens", () => {
    const from = (url: string) => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: url });
    for (const url of ["http://169.254.170.23/v1", "http://127.0.0.1:1/x", "https://a.example/"])
      expect(readSettings(from(url)).AWS_CONTAINER_CREDENTIALS_FULL_URI).toBe(url);
    expect(refusal(from("http://a.example/")).names).toEqual([
      "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ]);
  });

  it("domains are a list, whatever the spaces and capitals", () => {
    const { ALLOWED_EMAIL_DOMAINS } = readSettings({ ALLOWED_EMAIL_DOMAINS: " Ynov.com, ,a.fr " });
    expect(ALLOWED_EMAIL_DOMAINS).toEqual(["ynov.com", "a.fr"]);
  });
});
