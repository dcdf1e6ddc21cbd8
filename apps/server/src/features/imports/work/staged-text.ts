import type { GameCells, LineCells, StagedRow } from "@babyfoot/history";

/** A staged row with what the file says beside our columns, as the text of a JSON object. */
export interface WaitingRow extends StagedRow {
  readonly asides: string;
}

/** Between the parts of a text: JSON never holds it as it is. */
const SEPARATOR = "\u001f";

/**
 * A row as it waits for its game: its values in a fixed order, since names would be most of the text; what it says of
 * the game apart, since the rows of a game mostly say the same of it.
 */
export function rowText({ row, playerId, game, line, ...rest }: WaitingRow): string {
  const own = [row, playerId, lineValues(line), rest.guessed, rest.hasUnusualSide];
  return (
    JSON.stringify(gameValues(game)) + SEPARATOR + JSON.stringify(own) + SEPARATOR + rest.asides
  );
}

type Own = [number, string, LineValues, StagedRow["guessed"], boolean];

interface Saying {
  text: string;
  game: GameCells;
}

/** Reads rows back, one game after the other. Rows that say the same of their game share what they say. */
export function rowReader(): (gameId: string, text: string) => WaitingRow {
  let before: Saying | undefined;
  return (gameId, text) => {
    const afterGame = text.indexOf(SEPARATOR);
    const afterOwn = text.indexOf(SEPARATOR, afterGame + 1);
    const said = text.slice(0, afterGame);
    if (before?.text !== said)
      before = { text: said, game: gameOf(JSON.parse(said) as GameValues) };
    const own = JSON.parse(text.slice(afterGame + 1, afterOwn)) as Own;
    const [row, playerId, line, guessed, hasUnusualSide] = own;
    const asides = text.slice(afterOwn + 1);
    return {
      row,
      gameId,
      playerId,
      game: before.game,
      line: lineOf(line),
      guessed,
      hasUnusualSide,
      asides,
    };
  };
}

// Written out, since going through names costs more than all the rest.
const gameValues = (game: GameCells) =>
  [
    game.date,
    game.time,
    game.tableId,
    game.location,
    game.durationSeconds,
    game.scoreRed,
    game.scoreBlue,
    game.winner,
    game.season,
    game.ballType,
    game.tableCondition,
    game.attendance,
    game.recordedBy,
    game.rating,
    game.referee,
    game.music,
    game.recordedAt,
  ] as const;
type GameValues = ReturnType<typeof gameValues>;

const gameOf = (values: GameValues): GameCells => ({
  date: values[0],
  time: values[1],
  tableId: values[2],
  location: values[3],
  durationSeconds: values[4],
  scoreRed: values[5],
  scoreBlue: values[6],
  winner: values[7],
  season: values[8],
  ballType: values[9],
  tableCondition: values[10],
  attendance: values[11],
  recordedBy: values[12],
  rating: values[13],
  referee: values[14],
  music: values[15],
  recordedAt: values[16],
});

const lineValues = (line: LineCells) =>
  [
    line.team,
    line.role,
    line.goals,
    line.ownGoals,
    line.assists,
    line.saves,
    line.possessionSeconds,
    line.isSubstitute,
    line.pingMs,
    line.mood,
    line.comment,
    line.notes,
  ] as const;
type LineValues = ReturnType<typeof lineValues>;

const lineOf = (values: LineValues): LineCells => ({
  team: values[0],
  role: values[1],
  goals: values[2],
  ownGoals: values[3],
  assists: values[4],
  saves: values[5],
  possessionSeconds: values[6],
  isSubstitute: values[7],
  pingMs: values[8],
  mood: values[9],
  comment: values[10],
  notes: values[11],
});
