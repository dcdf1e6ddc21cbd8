interface Turn<Value> {
  running: Promise<Value>;
  next: Promise<Value> | undefined;
}

/**
 * Lets those who ask the same at the same time share one reading. Nobody gets what was read before they asked: whoever
 * comes while a reading is under way shares the one after it.
 */
export function sharedReads<Value>(
  read: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const turns = new Map<string, Turn<Value>>();
  const start = (key: string): Promise<Value> => {
    const turn: Turn<Value> = { running: read(key), next: undefined };
    turns.set(key, turn);
    const end = () => {
      if (turns.get(key) === turn && turn.next === undefined) turns.delete(key);
    };
    turn.running.then(end, end);
    return turn.running;
  };
  return (key) => {
    const turn = turns.get(key);
    if (turn === undefined) return start(key);
    const again = () => start(key);
    turn.next ??= turn.running.then(again, again);
    return turn.next;
  };
}
