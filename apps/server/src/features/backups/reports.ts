import { z } from "zod";

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const name = z.string().min(1).max(200);
const reason = z.string().min(1).max(2000);
const seconds = z.number().nonnegative();

const inOrder = ({ startedAt, finishedAt }: { startedAt: Date; finishedAt: Date }): boolean =>
  finishedAt >= startedAt;
const OUT_OF_ORDER = { path: ["finishedAt"], message: "is before startedAt" };

/** What whoever made a backup says of it. */
export const backupReportSchema = z
  .strictObject({
    kind: z.enum(["full", "incremental", "dump"]),
    repository: name,
    startedAt: instant,
    finishedAt: instant,
    ok: z.boolean(),
    bytes: z.number().int().nonnegative().optional(),
    label: name.optional(),
    error: reason.optional(),
  })
  .refine(inOrder, OUT_OF_ORDER)
  .refine(({ ok, error }) => ok === (error === undefined), {
    path: ["error"],
    message: "says why a backup failed, and only then",
  });
export type BackupReport = z.infer<typeof backupReportSchema>;

/** What whoever restored a backup beside the running database says of it; most of it as `check-restored.js` prints it. */
export const drillReportSchema = z
  .strictObject({
    startedAt: instant,
    finishedAt: instant,
    repository: name,
    backupLabel: name.optional(),
    ok: z.boolean(),
    restoredTo: instant.nullish(),
    rpoSeconds: seconds.nullish(),
    restoreSeconds: seconds.nullish(),
    rows: z.record(z.string(), z.number().int().nonnegative()).default({}),
    checksums: z.record(z.string(), z.string()).default({}),
    differences: z.array(z.string()).default([]),
    erasuresReplayed: z.number().int().nonnegative().nullish(),
    /** For whoever reads what was printed; it is not kept. */
    checked: z.looseObject({}).optional(),
    error: reason.optional(),
  })
  .refine(inOrder, OUT_OF_ORDER)
  .refine(
    ({ ok, error, differences }) => !ok || (error === undefined && differences.length === 0),
    {
      path: ["ok"],
      message: "cannot be true with differences or an error",
    },
  )
  .refine(
    ({ ok, restoredTo, restoreSeconds }) => !ok || (restoredTo != null && restoreSeconds != null),
    {
      path: ["restoreSeconds"],
      message: "is needed, as restoredTo is, of a drill that went well",
    },
  );
export type DrillReport = z.infer<typeof drillReportSchema>;
