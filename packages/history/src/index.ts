export { CERTAINTIES, type Certainty, type Verdict } from "./certainty.ts";
export { cleaner, stagedRow } from "./clean/cleaner.ts";
export type {
  Cell,
  CleanGame,
  CleanLine,
  CleanRow,
  CsvRow,
  GameCells,
  LineCells,
  Role,
  Side,
  StagedRow,
  Value,
  Winner,
} from "./clean/row.ts";
export {
  type Column,
  type FileColumn,
  GAME_COLUMNS,
  type GameColumn,
  KEY_COLUMNS,
  type KeyColumn,
  LINE_COLUMNS,
  type LineColumn,
} from "./columns/column.ts";
export { columnsOf, type Mapping } from "./columns/columns.ts";
export { type CsvFacts, type CsvReader, csvReader } from "./csv/csv-reader.ts";
export { HistoryError, type HistoryErrorCode } from "./errors.ts";
export { type Judgement, type JudgeOptions, judge } from "./judge/judge.ts";
export { type Learner, learner } from "./learn/learner.ts";
export type { Reading, SharedName } from "./learn/reading.ts";
export type { Finding, FindingKind } from "./report/finding.ts";
export { mergeTallies } from "./report/merge.ts";
export { rowFindings } from "./report/row-findings.ts";
export { sharedNameFindings } from "./report/shared-names.ts";
export { type Tallier, tallier } from "./report/tallier.ts";
export {
  type ColumnTally,
  type Example,
  type FindingTally,
  type RuleTally,
  STRETCHES,
  type Tally,
} from "./report/tally.ts";
export { type Unanswered, unanswered } from "./report/unanswered.ts";
export { RULES } from "./rules/catalogue.ts";
export type { Rule } from "./rules/rule.ts";
export type { Sentence } from "./rules/sentence.ts";
