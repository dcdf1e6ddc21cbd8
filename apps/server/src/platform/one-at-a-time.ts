/**
 * Lets one at a time do what many want to do with the same thing. When that one has finished, the others look again
 * together, so that all whom it has left nothing end there at once.
 */
export function oneAtATime<Seen>(
  look: (key: string) => Promise<Seen>,
): <Result>(key: string, work: (seen: Seen) => Promise<Result>) => Promise<Result> {
  const busy = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    let seen = await look(key);
    for (let ahead = busy.get(key); ahead !== undefined; ahead = busy.get(key)) {
      await ahead;
      seen = await look(key);
    }
    const done = work(seen);
    const settled = done
      .catch(() => undefined)
      .finally(() => {
        if (busy.get(key) === settled) busy.delete(key);
      });
    busy.set(key, settled);
    return done;
  };
}
