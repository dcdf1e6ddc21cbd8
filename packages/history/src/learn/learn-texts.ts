import type { Column, FileColumn } from "../columns/column.ts";
import { seasonOfBothYears } from "../values/seasons.ts";
import { dateLearning } from "./learn-dates.ts";
import { durationLearning } from "./learn-durations.ts";
import { isLabelColumn, labelLearning } from "./learn-labels.ts";
import { ratingLearning } from "./learn-ratings.ts";
import { sideLearning } from "./learn-sides.ts";
import type { Reading } from "./reading.ts";
import { type TextCounts, textCounts } from "./text-counts.ts";

type LearntFromTexts = Pick<
  Reading,
  "dates" | "recorded" | "durations" | "possession" | "seasons" | "labels" | "sides" | "ratings"
>;

interface LearntTexts {
  readonly columns: readonly { readonly place: number; readonly counts: TextCounts }[];
  habits(): LearntFromTexts;
}

/** What is learnt from the different texts of single columns. */
export function learntTexts(fileColumns: readonly FileColumn[]): LearntTexts {
  const [dates, recorded] = [dateLearning(), dateLearning()];
  const [durations, possession] = [durationLearning(), durationLearning()];
  const labels = labelLearning();
  const told: Record<string, number> = {};
  const sides = sideLearning();
  const [rating, mood] = [ratingLearning(), ratingLearning()];
  const takers: Partial<Record<Column, (text: string, count: number) => void>> = {
    date: dates.see,
    recorded_at: recorded.see,
    duration_seconds: durations.see,
    possession_seconds: possession.see,
    season: (text, count) => {
      const season = seasonOfBothYears(text);
      if (typeof season === "string") told[season] = (told[season] ?? 0) + count;
    },
    team: sides.see,
    rating: rating.see,
    mood: mood.see,
  };
  const columns = fileColumns.flatMap(({ column }, place) => {
    if (column === null) return [];
    const take = isLabelColumn(column)
      ? (text: string, count: number) => labels.see(column, text, count)
      : takers[column];
    return take === undefined ? [] : [{ place, counts: textCounts(take) }];
  });
  return {
    columns,
    habits: () => ({
      dates: dates.habits(),
      recorded: recorded.habits(),
      durations: durations.habits(),
      possession: possession.habits(),
      seasons: { told },
      labels: labels.habits(),
      sides: sides.habits(),
      ratings: { rating: rating.habits(), mood: mood.habits() },
    }),
  };
}
