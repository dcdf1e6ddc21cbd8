import { z } from "zod";
import type { Values } from "../policies/applied-state.ts";

const alarm = z.object({
  comparison_operator: z.enum(["GreaterThanThreshold", "LessThanThreshold"]),
  threshold: z.number(),
  evaluation_periods: z.number().int().positive(),
  datapoints_to_alarm: z.number().int().positive(),
  treat_missing_data: z.enum(["breaching", "notBreaching"]),
});

/** One value a period, the oldest first; null where nothing was told. */
export type Datapoints = readonly (number | null)[];

/**
 * Whether an alarm goes off after these values, by CloudWatch's rule: of the last
 * `evaluation_periods`, at least `datapoints_to_alarm` are beyond the threshold.
 */
export function goesOff(values: Values, datapoints: Datapoints): boolean {
  const rule = alarm.parse(values);
  const looked = datapoints.slice(-rule.evaluation_periods);
  const beyond = looked.filter((value) => {
    if (value === null) return rule.treat_missing_data === "breaching";
    return rule.comparison_operator === "GreaterThanThreshold"
      ? value > rule.threshold
      : value < rule.threshold;
  });
  return beyond.length >= rule.datapoints_to_alarm;
}

/** Values that stay a little beyond the threshold, or a little within it, for as long as is looked at. */
export function valuesOf(values: Values, where: "beyond" | "within"): Datapoints {
  const { comparison_operator, threshold, evaluation_periods } = alarm.parse(values);
  const step = Math.max(Math.abs(threshold) * 0.01, 0.01);
  const outward = comparison_operator === "GreaterThanThreshold" ? step : -step;
  return Array.from({ length: evaluation_periods }, () =>
    where === "beyond" ? threshold + outward : threshold - outward,
  );
}
