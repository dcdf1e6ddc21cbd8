import type { z } from "zod";
import { settingsSchema } from "./settings/schema.ts";

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** Wrong settings, all named at once; no value is ever shown. */
export class SettingsError extends Error {
  readonly names: string[];
  constructor(problems: { name: string; reason: string }[]) {
    const shown = problems.map(({ name, reason }) => `${name} (${reason})`).join(", ");
    super(`Wrong settings: ${shown}.`);
    this.names = problems.map(({ name }) => name);
  }
}

/**
 * Reads the settings of the process. An empty value counts as absent.
 * @throws SettingsError naming every wrong setting.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);
  throw new SettingsError(
    parsed.error.issues.map((issue) => ({
      name: String(issue.path[0]),
      // Zod repeats the value in some messages, so only our own words are shown.
      reason: issue.code === "custom" ? issue.message : "is not valid",
    })),
  );
}
