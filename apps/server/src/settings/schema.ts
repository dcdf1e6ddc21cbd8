import { z } from "zod";
import { accounts } from "./accounts.ts";
import { alerts } from "./alerts.ts";
import { aws } from "./aws.ts";
import { database } from "./database.ts";
import { mqtt } from "./mqtt.ts";
import { operations } from "./operations.ts";
import { serving } from "./serving.ts";

/** All settings by what they are about, as the document lists them. */
export const SECTIONS = { serving, database, mqtt, accounts, operations, alerts, aws } as const;

const shape = z.object({
  ...{ ...serving, ...database, ...mqtt },
  ...{ ...accounts, ...operations, ...alerts, ...aws },
});
type Shape = z.infer<typeof shape>;
type Name = keyof Shape;
type Issue = (name: Name, message: string) => void;

const TOGETHER: readonly (readonly Name[])[] = [
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
  ["ADMIN_EMAIL", "ADMIN_PASSWORD"],
  ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
];

function requireTogether(settings: Shape, issue: Issue): void {
  for (const names of TOGETHER) {
    const missing = names.filter((name) => settings[name] === undefined);
    if (missing.length === names.length) continue;
    for (const name of missing) issue(name, "is needed with the others");
  }
}

/** What is about somebody else's PostgreSQL makes no sense without its address. */
function requireAddress(settings: Shape, issue: Issue): void {
  if (settings.DATABASE_URL !== undefined) return;
  const needing = [
    ...(settings.DATABASE_AUTH === "iam" ? (["DATABASE_AUTH"] as const) : []),
    ...(["DATABASE_SECRET_ARN", "DATABASE_READ_URL"] as const).filter(
      (name) => settings[name] !== undefined,
    ),
  ];
  for (const name of needing) issue(name, "needs DATABASE_URL");
}

export const settingsSchema = shape.superRefine((settings, context) => {
  const issue: Issue = (name, message) =>
    context.addIssue({ code: "custom", path: [name], message });
  requireTogether(settings, issue);
  requireAddress(settings, issue);
  if (settings.ANALYST_PORT !== undefined && settings.DATABASE_URL !== undefined)
    issue("ANALYST_PORT", "is for the embedded database, not for DATABASE_URL");
  if (settings.MQTT_PASSWORD_FILE !== undefined && settings.MQTT_URL === undefined)
    issue("MQTT_PASSWORD_FILE", "is for the broker of MQTT_URL");
  if (settings.DATABASE_AUTH === "iam" && settings.DATABASE_SSL === "off")
    issue("DATABASE_SSL", "must not be off with DATABASE_AUTH=iam: the token would be readable");
});
