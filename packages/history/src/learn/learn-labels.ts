import { type LabelHabits, learnLabels } from "../values/labels.ts";
import type { LabelColumn, Reading } from "./reading.ts";

const LABEL_COLUMNS: readonly LabelColumn[] = [
  "location",
  "table_id",
  "ball_type",
  "table_condition",
  "recorded_by",
];
/** A column with more different texts holds no labels. */
const MOST_LABELS = 500;

/** Counts the labels of each column of labels. */
export interface LabelLearning {
  see(column: LabelColumn, text: string, count: number): void;
  habits(): Reading["labels"];
}

export const isLabelColumn = (column: string | null): column is LabelColumn =>
  LABEL_COLUMNS.some((label) => label === column);

export function labelLearning(): LabelLearning {
  const counts = new Map<LabelColumn, Map<string, number>>();
  return {
    see(column, text, count) {
      const seen = counts.get(column) ?? new Map<string, number>();
      counts.set(column, seen);
      if (seen.size <= MOST_LABELS) seen.set(text, (seen.get(text) ?? 0) + count);
    },
    habits() {
      const labels: Partial<Record<LabelColumn, LabelHabits>> = {};
      for (const [column, seen] of counts) {
        if (seen.size > MOST_LABELS) continue;
        labels[column] = learnLabels(seen, column === "table_id" ? "table" : "words");
      }
      return labels;
    },
  };
}
