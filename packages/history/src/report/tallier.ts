import { CERTAINTIES, type Certainty } from "../certainty.ts";
import type { Cell, CleanRow } from "../clean/row.ts";
import type { Judgement } from "../judge/judge.ts";
import type { Reading } from "../learn/reading.ts";
import type { Rule } from "../rules/rule.ts";
import { MOST_EXAMPLES, withExample, withFinding } from "./examples.ts";
import type { Finding, FindingKind } from "./finding.ts";
import { rowFindings } from "./row-findings.ts";
import {
  type ColumnTally,
  type Example,
  type FindingTally,
  STRETCHES,
  type Tally,
} from "./tally.ts";

/** Counts what becomes of a file's rows and games as they come. */
export interface Tallier {
  row(row: CleanRow): void;
  judgement(judgement: Judgement): void;
  findings(findings: readonly Finding[]): void;
  tally(): Tally;
}

interface RuleCount {
  count: number;
  certainties: Partial<Record<Certainty, number>>;
  examples: readonly Example[];
}

interface ColumnCount {
  rules: Map<Rule, RuleCount>;
  along: Record<Certainty, number[]>;
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);

function newColumn(stretches: number): ColumnCount {
  const along = Object.fromEntries(
    CERTAINTIES.map((certainty) => [certainty, zeros(stretches)]),
  ) as Record<Certainty, number[]>;
  return { rules: new Map(), along };
}

/** A tallier of the file, or of a part of the file, that `reading` was learnt from. */
export function tallier({ columns, rows: fileRows }: Reading): Tallier {
  const stretches = Math.max(1, Math.min(STRETCHES, fileRows));
  const counted = columns.map(() => newColumn(stretches));
  const found = new Map<FindingKind, { count: number; examples: readonly Finding[] }>();
  let [rows, games, timedGames, lines] = [0, 0, 0, 0];

  const findings = (all: readonly Finding[]): void => {
    for (const finding of all) {
      const before = found.get(finding.kind) ?? { count: 0, examples: [] };
      before.count += 1;
      before.examples = withFinding(before.examples, finding);
      found.set(finding.kind, before);
    }
  };
  return {
    row(row) {
      rows += 1;
      const at = Math.floor(((row.row - 1) * stretches) / Math.max(1, fileRows));
      const stretch = Math.min(stretches - 1, at);
      // A loop that makes nothing, since every cell of a file comes by here.
      for (let place = 0; place < counted.length; place += 1) {
        const [column, cell] = [counted[place], row.cells[place]];
        if (column !== undefined && cell !== undefined) countCell(column, cell, row.row, stretch);
      }
      const isWhole = row.ragged === 0 && row.gameId !== null && row.playerId !== null;
      if (!isWhole) findings(rowFindings(row).filter(({ kind }) => kind !== "cell"));
    },
    judgement(judgement) {
      games += 1;
      if (judgement.game.time !== null) timedGames += 1;
      lines += judgement.lines.length;
      findings(judgement.findings);
    },
    findings,
    tally: () => ({
      version: 1,
      rows,
      games,
      timedGames,
      lines,
      columns: Object.fromEntries(
        columns.map(({ header, column }, place): [string, ColumnTally] => [
          header,
          { column, ...columnTally(counted[place] ?? newColumn(stretches)) },
        ]),
      ),
      findings: Object.fromEntries(
        [...found].map(([kind, tally]): [string, FindingTally] => [kind, { ...tally }]),
      ),
    }),
  };
}

function countCell(column: ColumnCount, cell: Cell, row: number, stretch: number): void {
  const { certainty, rule, raw, value } = cell;
  const along = column.along[certainty];
  along[stretch] = (along[stretch] ?? 0) + 1;
  let count = column.rules.get(rule);
  if (count === undefined) {
    count = { count: 0, certainties: {}, examples: [] };
    column.rules.set(rule, count);
  }
  count.count += 1;
  count.certainties[certainty] = (count.certainties[certainty] ?? 0) + 1;
  if (mayBeExample(count.examples, row, raw)) {
    count.examples = withExample(count.examples, { row, raw, value });
  }
}

/** Most cells are none: told quickly, since every cell comes by here. */
function mayBeExample(examples: readonly Example[], row: number, raw: string): boolean {
  const [first] = examples;
  const last = examples.at(-1);
  if (examples.length === MOST_EXAMPLES && last !== undefined && row > last.row) return false;
  return first === undefined || first.raw !== raw || row < first.row;
}

function columnTally({ rules, along }: ColumnCount): Omit<ColumnTally, "column"> {
  const totals = CERTAINTIES.map((certainty) => [
    certainty,
    along[certainty].reduce((sum, count) => sum + count, 0),
  ]);
  return {
    certainties: Object.fromEntries(totals) as Record<Certainty, number>,
    rules: Object.fromEntries([...rules].map(([rule, count]) => [rule, structuredClone(count)])),
    along: structuredClone(along),
  };
}
