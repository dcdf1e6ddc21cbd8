import type { Db, Transaction } from "../../platform/database.ts";
import type { Announcement } from "../../platform/live-log.ts";

/** Those who wait for a table: what is given back goes to them before anybody else sees it free. */
export interface WaitingLine {
  /** To be called before any reservation is locked. */
  lock(tx: Transaction, venueId: string): Promise<void>;
  /** Answers what is to be told of it. */
  passOn(
    tx: Transaction,
    venueId: string,
  ): Promise<{ reservations: string[]; tables: string[]; announcements: Announcement[] }>;
}

export interface ReservationDeps {
  db: Db;
  secretKey: string;
  /** Whether only those book whose e-mail address is proven. */
  verifiedOnly: boolean;
  line: WaitingLine;
}
