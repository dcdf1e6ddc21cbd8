import { z } from "zod";

/** Names of the files in the archive. */
export const HEAD = "babyfoot.json";
export const TOTALS = "totals.json";
export const SEAL = "sha256";
export const SECRET_KEY = "secret-key";
export const partName = (table: string, part: number): string =>
  `tables/${table}/${String(part).padStart(6, "0")}.copy`;

/** The table of a part, or undefined where it is none. */
export const tableOfPart = (name: string): string | undefined =>
  /^tables\/([a-z_0-9]+)\/\d{6,}\.copy$/.exec(name)?.[1];

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);

/** What an archive begins with: of what it is. */
export const headSchema = z.object({
  format: z.literal(1),
  /** The moment whose data it has. */
  takenAt: z.iso.datetime(),
  release: z.object({ version: z.string(), commit: z.string() }),
  server: z.string(),
  /** Which transactions it has, by the numbers of the cluster it was taken from. */
  snapshot: z.string(),
  cluster: z.string().nullable(),
  /** What was applied of the schema, oldest first. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name, columns: z.array(name) })),
  /** Tells the installation's secret key from another, and nothing else of it. */
  secretKeyMark: z.string().nullable(),
});
export type Head = z.infer<typeof headSchema>;

const tableTotalsSchema = z.object({
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
});
export type TableTotals = z.infer<typeof tableTotalsSchema>;

const sequenceSchema = z.object({ name, value: z.string(), isCalled: z.boolean() });
export type Sequence = z.infer<typeof sequenceSchema>;

/** What it ends with: of each table the rows, the bytes of COPY, and their SHA-256. */
export const totalsSchema = z.object({
  tables: z.record(name, tableTotalsSchema),
  sequences: z.array(sequenceSchema),
});
export type Totals = z.infer<typeof totalsSchema>;
