import { simulateDays, type Wait } from "./load/queue-day.ts";
import { seeded } from "./load/seeded.ts";

const DAYS = 20;
const TABLES = 8;
const SEED = 20_261_123;

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function show(name: string, waits: readonly Wait[], of: (wait: Wait) => number): number {
  const errors = waits.map((wait) => of(wait) - wait.real);
  const sizes = errors.map(Math.abs).sort((a, b) => a - b);
  const within = sizes.filter((size) => size <= 3).length / sizes.length;
  console.log(
    `  ${name.padEnd(24)} off by ${average(sizes).toFixed(1)} min on average   bias ${average(errors).toFixed(1)}   9 in 10 within ${(sizes[Math.floor(sizes.length * 0.9)] ?? 0).toFixed(1)} min   within 3 min: ${(100 * within).toFixed(0)} %`,
  );
  return average(sizes);
}

/**
 * How far the wait that is promised on joining is from the real one, on simulated days; baseline: those before one times
 * ten minutes over the tables, as a sheet of paper would have it.
 */
export function benchWaits(): Promise<void> {
  const waits = simulateDays(DAYS, TABLES, seeded(SEED)).filter(({ real }) => real > 0);
  console.log(
    `  ${waits.length} waits on ${DAYS} days at ${TABLES} tables, ${average(waits.map(({ real }) => real)).toFixed(1)} min on average`,
  );
  const naive = show("ten minutes each", waits, (wait) => wait.naive);
  const ours = show("scores and history", waits, (wait) => wait.promised);
  console.log(`ratio ${(ours / naive).toFixed(2)} of the baseline's error`);
  return Promise.resolve();
}
