import type { Row } from "./row.ts";
import { ROWS_BEYOND } from "./rows-beyond.ts";
import { ROWS_OF_ACCESS_AND_WATCH } from "./rows-of-access-and-watch.ts";
import { ROWS_OF_OPERATION } from "./rows-of-operation.ts";
import { ROWS_OF_THE_DATABASE } from "./rows-of-the-database.ts";

/** Every row of the rubric that is about AWS. */
export const ROWS: readonly Row[] = [
  ...ROWS_OF_THE_DATABASE,
  ...ROWS_OF_ACCESS_AND_WATCH,
  ...ROWS_OF_OPERATION,
  ...ROWS_BEYOND,
];
