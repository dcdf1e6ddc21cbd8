import { overlaps, type Span } from "./span.ts";

/** Something done to the bookings of one table, with the instants between which it took effect. */
export interface Operation {
  asked: number;
  answered: number;
  /** What was answered: booked, moved or given back, or refused because the time is taken. */
  did:
    | { type: "book" | "move"; id: string; span: Span }
    | { type: "give_back"; id: string }
    | Refused;
}

interface Refused {
  type: "refused";
  span: Span;
  /** The booking that was to be moved, which does not stand in its own way. */
  except?: string;
}

type Bookings = Map<string, Span>;

/** Whether something can be answered so while these bookings stand. */
function fits({ did }: Operation, bookings: Bookings): boolean {
  const taken = (span: Span, except?: string) =>
    [...bookings].some(([id, other]) => id !== except && overlaps(other, span));
  switch (did.type) {
    case "book":
      return !taken(did.span);
    case "move":
      return bookings.has(did.id) && !taken(did.span, did.id);
    case "give_back":
      return bookings.has(did.id);
    case "refused":
      return taken(did.span, did.except);
    default:
      return did satisfies never;
  }
}

/** Answers how to take it back. */
function apply({ did }: Operation, bookings: Bookings): () => void {
  if (did.type === "refused") return () => undefined;
  const before = bookings.get(did.id);
  if (did.type === "give_back") bookings.delete(did.id);
  else bookings.set(did.id, did.span);
  return () => {
    if (before === undefined) bookings.delete(did.id);
    else bookings.set(did.id, before);
  };
}

interface Step {
  candidates: number[];
  undo: () => void;
  chosen: number | undefined;
}

/**
 * Whether a recorded history of one table is linearizable: whether all of it can have happened one after the other, each
 * at some instant between its question and its answer (Wing and Gong 1993; states seen before are not searched again).
 */
export function isLinearizable(history: readonly Operation[]): boolean {
  const operations = [...history].sort((a, b) => a.asked - b.asked);
  const done = new Set<number>();
  const bookings: Bookings = new Map();
  const seen = new Set<string>();
  const steps: Step[] = [];
  let first = 0;
  const candidates = () => candidatesOf(operations, { done, first, bookings });
  const enter = (chosen: number | undefined, undo: () => void): void => {
    while (done.has(first)) first += 1;
    steps.push({ chosen, undo, candidates: candidates() });
  };
  enter(undefined, () => undefined);
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    if (done.size === operations.length) return true;
    const next = step.candidates.pop();
    const operation = next === undefined ? undefined : operations[next];
    if (next === undefined || operation === undefined) {
      steps.pop();
      step.undo();
      if (step.chosen !== undefined) done.delete(step.chosen);
      first = Math.min(first, step.chosen ?? first);
      continue;
    }
    done.add(next);
    const key = keyOf(done, first);
    if (seen.has(key)) done.delete(next);
    else {
      seen.add(key);
      enter(next, apply(operation, bookings));
    }
  }
  return false;
}

/** Which operations determine the bookings; those before `first` are all done. */
const keyOf = (done: ReadonlySet<number>, first: number): string =>
  `${first} ${[...done].filter((index) => index >= first).sort((a, b) => a - b)}`;

interface Search {
  done: ReadonlySet<number>;
  first: number;
  bookings: Bookings;
}

/** What may have come next: asked before anything left was answered. A refusal that fits changes nothing, so it goes first. */
function candidatesOf(
  operations: readonly Operation[],
  { done, first, bookings }: Search,
): number[] {
  const found: number[] = [];
  let earliest = Number.POSITIVE_INFINITY;
  for (let index = first; index < operations.length; index += 1) {
    const operation = operations[index];
    if (operation === undefined || operation.asked > earliest) break;
    if (done.has(index)) continue;
    earliest = Math.min(earliest, operation.answered);
    found.push(index);
  }
  const possible = found.filter((index) => {
    const operation = operations[index];
    return operation !== undefined && operation.asked <= earliest && fits(operation, bookings);
  });
  const harmless = possible.find((index) => operations[index]?.did.type === "refused");
  // The last is tried first: what was answered first has most likely happened first.
  const answered = (index: number) => operations[index]?.answered ?? 0;
  return harmless === undefined ? possible.sort((a, b) => answered(b) - answered(a)) : [harmless];
}
