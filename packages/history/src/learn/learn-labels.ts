import { type LabelHabits, type LabelKind, learnLabels } from "../values/labels.ts";
import type { LabelColumn, Reading } from "./reading.ts";

const KINDS: Readonly<Record<LabelColumn, LabelKind>> = {
  location: "words",
  table_id: "table",
  ball_type: "words",
  table_condition: "words",
  recorded_by: "names",
};
/** A column with more different texts holds no labels. */
const MOST_LABELS = 500;

/** Counts the labels of each column of labels. */
export interface LabelLearning {
  see(column: LabelColumn, text: string, count: number): void;
  habits(): Reading["labels"];
}

export const isLabelColumn = (column: string | null): column is LabelColumn =>
  column !== null && Object.hasOwn(KINDS, column);

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
        labels[column] = learnLabels(seen, KINDS[column]);
      }
      return labels;
    },
  };
}
