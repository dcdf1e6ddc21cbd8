import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { render, type Values } from "./render.ts";

export const TEMPLATES = join(import.meta.dirname, "../../infra/aws/modules/compute/templates");
const HOST = join(TEMPLATES, "host");

export type Kind = "front" | "back" | "host";
export const KINDS: readonly Kind[] = ["front", "back", "host"];

/** The files that hosts get as they are, by name. */
export const hostFiles = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(HOST).map((name) => [name, readFileSync(join(HOST, name), "utf8")]),
  );

/** As much as a large campus would give, so that what has a limit is measured by it. */
export function valuesFor(kind: Kind, more: Values = {}): Values {
  const database = "postgresql://babyfoot_app@babyfoot-region.cabcdefghijk.eu-west-3.rds.example";
  return {
    environment: "region",
    region: "eu-west-3",
    kind,
    port: "3000",
    domain: kind === "host" ? "babyfoot.campus.example" : "",
    release_parameter: "/babyfoot/region/release:12",
    log_group: "/babyfoot/region/app",
    settings: {
      AWS_REGION: "eu-west-3",
      DATABASE_AUTH: "iam",
      DATABASE_CA: "/etc/babyfoot/rds-ca.pem",
      DATABASE_READ_URL: `${database}:5432/babyfoot`,
      DATABASE_SECRET_ARN: `arn:aws:secretsmanager:eu-west-3:000000000000:secret:${"x".repeat(60)}`,
      DATABASE_URL: `${database}:5432/babyfoot`,
      PUBLIC_URL: "https://babyfoot.campus.example",
      ROLES: kind === "front" ? "web" : "api,worker,broker",
      SETTINGS_SECRET_ARN: `arn:aws:secretsmanager:eu-west-3:000000000000:secret:${"y".repeat(60)}`,
      // Where requests come from: two public subnets and the caches' addresses.
      TRUST_PROXY: Array.from({ length: 60 }, (_, at) => `192.0.2.${at}/32`).join(","),
    },
    files: hostFiles(),
    ...more,
  };
}

/** What a host of this kind is told at its first boot. */
export const userData = (kind: Kind, more: Values = {}): string =>
  render(readFileSync(join(TEMPLATES, "host.yaml.tftpl"), "utf8"), valuesFor(kind, more));
