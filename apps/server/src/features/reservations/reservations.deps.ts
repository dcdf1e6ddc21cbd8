import type { Db } from "../../platform/database.ts";

export interface ReservationDeps {
  db: Db;
  secretKey: string;
  /** Whether only those book whose e-mail address is proven. */
  verifiedOnly: boolean;
}
