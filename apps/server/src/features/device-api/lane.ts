/** A piece of work with the promise that waits for it. */
interface Waiting<Work, Answer> {
  work: Work;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** A batch goes once so many turns of the event loop have brought nobody new; without work a turn takes microseconds. */
const QUIET_TURNS = 5;
const MOST_TURNS = 40;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets those join the next batch who are on their way through the process's sockets: fuller batches cost less a call. */
async function arrivals(waiting: () => number): Promise<void> {
  for (let turns = 0, quiet = 0; turns < MOST_TURNS && quiet < QUIET_TURNS; turns += 1) {
    const before = waiting();
    await turn();
    quiet = waiting() > before ? 0 : quiet + 1;
  }
}

/**
 * Group commit: while one transaction runs, what arrives gathers, and goes into the next together. When a batch
 * fails its members are tried one by one, so that a bad one costs nobody else.
 */
export function createLane<Work, Answer>({
  run,
  weigh,
  capacity,
  concernsAll,
}: {
  /** Does all of a batch in one transaction; an answer may be an Error for that member alone. */
  run: (batch: Work[]) => Promise<(Answer | Error)[]>;
  weigh: (work: Work) => number;
  capacity: number;
  /** Whether a failure is nobody's in particular: trying one by one would not help, nor would waiting for the next. */
  concernsAll: (error: unknown) => boolean;
}): { submit: (work: Work) => Promise<Answer>; idle: () => Promise<void> } {
  let queue: Waiting<Work, Answer>[] = [];
  let running: Promise<void> | undefined;

  const takeBatch = (): Waiting<Work, Answer>[] => {
    let weight = 0;
    let count = 0;
    for (const { work } of queue) {
      weight += weigh(work);
      if (count > 0 && weight > capacity) break;
      count += 1;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    return batch;
  };

  const settle = async (batch: Waiting<Work, Answer>[]): Promise<void> => {
    try {
      const answers = await run(batch.map(({ work }) => work));
      batch.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error("no answer"));
        else if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
    } catch (error) {
      if (concernsAll(error)) {
        // Those who came meanwhile would wait as long for the same.
        const all = [...batch, ...queue.splice(0)];
        for (const { reject } of all) reject(error);
      } else if (batch.length === 1) for (const { reject } of batch) reject(error);
      else for (const one of batch) await settle([one]);
    }
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      await arrivals(() => queue.length);
      await settle(takeBatch());
    }
    running = undefined;
  };

  return {
    submit: (work) =>
      new Promise((resolve, reject) => {
        queue.push({ work, resolve, reject });
        // The rest of this tick's arrivals join the same batch.
        running ??= Promise.resolve().then(drain);
      }),
    idle: () => running ?? Promise.resolve(),
  };
}
