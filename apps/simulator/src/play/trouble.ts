/** Says what is wrong once, and once that it is over. */
export interface Trouble {
  is(problem: string): void;
  isOver(): void;
}

export function createTrouble(say: (line: string) => void): Trouble {
  let known: string | undefined;
  return {
    is: (problem) => {
      if (problem !== known) say(problem);
      known = problem;
    },
    isOver: () => {
      if (known !== undefined) say("the server takes messages again");
      known = undefined;
    },
  };
}

/** Why no answer came, in few words. */
export function unreachable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return `the server does not answer${code}`;
}
