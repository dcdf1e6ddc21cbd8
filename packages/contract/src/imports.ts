import { z } from "zod";
import { idSchema, instantSchema, listQuerySchema } from "./primitives.ts";

export const importStatusSchema = z.enum([
  "receiving",
  /** Read and judged, and waiting for somebody to say yes. */
  "previewed",
  "importing",
  "finished",
  /** Everything in it was here already. */
  "unchanged",
  "failed",
  "cancelled",
  "reverted",
]);
export type ImportStatus = z.infer<typeof importStatusSchema>;

export const certaintySchema = z.enum(["kept", "changed", "guessed", "refused", "empty"]);
export type Certainty = z.infer<typeof certaintySchema>;

const countSchema = z.int().min(0);

const certaintiesSchema = z.object({
  kept: countSchema,
  changed: countSchema,
  guessed: countSchema,
  refused: countSchema,
  empty: countSchema,
});

export const importExampleSchema = z.object({
  /** The row of the file, its header being 1. */
  row: z.int(),
  raw: z.string(),
  value: z.string().nullable(),
});

/** What was decided about a column by one rule. */
export const columnRuleSchema = z.object({
  rule: z.string(),
  certainty: certaintySchema,
  count: countSchema,
  examples: z.array(importExampleSchema),
});

export const reportColumnSchema = z.object({
  /** As the file names it. */
  name: z.string(),
  /** What it was read as; null for what was kept aside. */
  field: z.string().nullable(),
  certainties: certaintiesSchema,
  /** The file from its beginning to its end, in equal stretches. */
  stretches: z.array(certaintiesSchema),
  rules: z.array(columnRuleSchema),
});

/** What rows say against each other, or against what is possible. */
export const reportFindingSchema = z.object({
  kind: z.string(),
  count: countSchema,
  examples: z.array(
    z.object({ row: z.int().nullable(), game: z.string().nullable(), text: z.string() }),
  ),
});

export const importReportSchema = z.object({
  rows: countSchema,
  columns: z.array(reportColumnSchema),
  findings: z.array(reportFindingSchema),
  /** Questions that the file has no answer to, such as `time_of_day`. */
  unanswerable: z.array(z.string()),
});
export type ImportReport = z.infer<typeof importReportSchema>;

export const importSchema = z.object({
  id: idSchema,
  venueId: idSchema,
  fileName: z.string(),
  status: importStatusSchema,
  /** It is read and judged first, and changes nothing until somebody says yes. */
  isPreview: z.boolean(),
  /** Why a failed one failed, e.g. `missing_columns`, and what of it: the columns, the row. */
  errorCode: z.string().nullable(),
  errorDetail: z.string().nullable(),
  /** Who began it; null from the shell. */
  byName: z.string().nullable(),
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  progress: z.object({
    stage: z.enum(["receiving", "learning", "cleaning", "judging", "loading", "done"]),
    bytes: countSchema,
    rows: countSchema,
    /** From 0 to 1; null while the size is not known. */
    share: z.number().min(0).max(1).nullable(),
  }),
  counts: z.object({
    rows: countSchema,
    games: countSchema,
    lines: countSchema,
    players: countSchema,
    /** Games that were here already, and of those the ones that now say something else: they stay as they are. */
    knownGames: countSchema,
    differingGames: countSchema,
  }),
  version: z.int(),
});
export type Import = z.infer<typeof importSchema>;

export const previewGameSchema = z.object({
  row: z.int(),
  cells: z.array(
    z.object({
      column: z.string(),
      raw: z.string(),
      value: z.string().nullable(),
      certainty: certaintySchema,
      rule: z.string(),
    }),
  ),
});

export type PreviewGame = z.infer<typeof previewGameSchema>;

export const importDetailSchema = importSchema.extend({
  report: importReportSchema.nullable(),
  /** What would become of the first rows, at most 200; empty once it is no longer `previewed`. */
  preview: z.array(previewGameSchema),
});
export type ImportDetail = z.infer<typeof importDetailSchema>;

export const importListQuerySchema = listQuerySchema.extend({ venueId: idSchema.optional() });

export const importQuerySchema = z.object({
  preview: z.enum(["true", "false"]).optional(),
  venueId: idSchema.optional(),
  fileName: z.string().trim().min(1).max(200).optional(),
  /** JSON `{ "their column": "our field" }`. */
  mapping: z.string().max(10_000).optional(),
  /** Repairs of sides that three of four contradict; off unless asked for. */
  repairSides: z.enum(["true", "false"]).optional(),
});

export const importAnswerSchema = z.object({ id: idSchema, status: importStatusSchema });
