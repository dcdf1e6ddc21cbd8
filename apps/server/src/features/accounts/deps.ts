import type { Settings } from "../../config.ts";
import type { Database } from "../../platform/database.ts";

/** What accounts need of the process. */
export interface AccountsDeps {
  settings: Settings;
  database: Database;
  /** Keys what must be unguessable and still found again. */
  secretKey: string;
}

/** Whether unverified people are kept from booking, betting and entering. */
export const verificationIsRequired = ({ settings }: Pick<AccountsDeps, "settings">): boolean =>
  settings.REQUIRE_EMAIL_VERIFICATION === undefined
    ? settings.SMTP_URL !== undefined
    : settings.REQUIRE_EMAIL_VERIFICATION === "on";
