import { keptState, SIZE_NAMES } from "../applied/kept.ts";
import { table } from "../readmes/readme.ts";
import { costs, total } from "./costs.ts";
import { USE } from "./prices.ts";

const usd = (amount: number): string => String(Math.round(amount));

/** The tables of docs/infra/costs.md: the three sizes side by side, then how each figure comes about. */
export function costTables(): string {
  const sizes = SIZE_NAMES.map((size) => ({ size, lines: costs(keptState(size), USE[size]) }));
  const items = sizes[0]?.lines.map(({ item }) => item) ?? [];
  const rows = items.map((item, index) => [
    item,
    ...sizes.map(({ lines }) => usd(lines[index]?.usd ?? 0)),
  ]);
  const totals = ["**total**", ...sizes.map(({ lines }) => `**${usd(total(lines))}**`)];
  return [
    table(["USD a month", ...SIZE_NAMES], [...rows, totals]),
    ...sizes.map(
      ({ size, lines }) =>
        `**${size}**\n\n${table(
          ["item", "formula", "USD"],
          lines.map(({ item, formula, usd: amount }) => [item, formula, amount.toFixed(2)]),
        )}`,
    ),
  ].join("\n\n");
}
