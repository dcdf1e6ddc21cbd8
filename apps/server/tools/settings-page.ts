import type { z } from "zod";
import { SECTIONS } from "../src/settings/schema.ts";

const TITLES: Record<keyof typeof SECTIONS, string> = {
  serving: "The process",
  database: "The database",
  accounts: "Accounts, secrets, mail",
  operations: "Exports, metrics, logs",
  alerts: "Alarms",
  aws: "AWS",
};

const HEAD = `# Settings

Made from the settings themselves by \`npm run schema -- --write\`. They come from the environment; an empty value counts as absent. A wrong one stops the start, with every wrong name listed and no value shown.`;

/** What a setting is where nothing is said, as one would write it. */
function fallbackOf(schema: z.ZodType): string {
  const value = schema.safeParse(undefined).data;
  if (value === undefined || value === "") return "";
  const isMany = Array.isArray(value) || value instanceof Set;
  const text = isMany ? [...value].join(",") : written(value);
  return text === "" ? "" : `\`${text}\``;
}

const written = (value: unknown): string =>
  typeof value === "boolean" ? (value ? "on" : "off") : String(value);

/** The page of all settings. @throws when one says nothing of itself */
export function describeSettings(): string {
  const parts = Object.entries(SECTIONS).map(([name, section]) => {
    const lines = Object.entries(section as Record<string, z.ZodType>).map(([setting, schema]) => {
      const meaning = schema.description;
      if (meaning === undefined) throw new Error(`Nothing says what ${setting} is.`);
      return `| \`${setting}\` | ${fallbackOf(schema)} | ${meaning.replaceAll("|", "\\|")} |`;
    });
    const title = TITLES[name as keyof typeof SECTIONS];
    return `## ${title}\n\n| setting | where left out | |\n|---|---|---|\n${lines.join("\n")}\n`;
  });
  return `${HEAD}\n\n${parts.join("\n")}`;
}
