import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";

export type CertificateOf = "public_url" | "database";

/** A certificate as it was served, or why it could not be seen. */
export interface Certificate {
  of: CertificateOf;
  subject: string | null;
  issuer: string | null;
  beginsAt: Date | null;
  endsAt: Date | null;
  error: string | null;
  checkedAt: Date;
}

export async function readCertificates(db: Db): Promise<Certificate[]> {
  const rows = await db.selectFrom("certificates").selectAll().orderBy("of_what", "desc").execute();
  return rows.map((row) => ({
    ...{ of: row.of_what as CertificateOf, subject: row.subject, issuer: row.issuer },
    ...{
      beginsAt: row.begins_at,
      endsAt: row.ends_at,
      error: row.error,
      checkedAt: row.checked_at,
    },
  }));
}

export async function keepCertificate(
  db: Db,
  { of, subject, issuer, beginsAt, endsAt, error }: Omit<Certificate, "checkedAt">,
): Promise<void> {
  const holds = { begins_at: beginsAt, ends_at: endsAt };
  const told = { subject, issuer, ...holds, error, checked_at: sql<Date>`now()` };
  await db
    .insertInto("certificates")
    .values({ of_what: of, ...told })
    .onConflict((conflict) => conflict.column("of_what").doUpdateSet(told))
    .execute();
}

export async function forgetCertificate(db: Db, of: CertificateOf): Promise<void> {
  await db.deleteFrom("certificates").where("of_what", "=", of).execute();
}
