import { CompiledQuery } from "kysely";
import type { Work } from "./work.ts";

/** Never sent: what it carries is for us alone. */
const ON_BEHALF = "/* on behalf of */";

interface Connected {
  executeQuery(query: CompiledQuery): Promise<unknown>;
}

/** Names to its connection on whose behalf a transaction is from here on. */
export async function onBehalfOf(tx: Connected, work: Work): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(ON_BEHALF, [work]));
}

type Query<Answer> = (text: string, values: readonly unknown[]) => Promise<Answer>;

/** Takes such names out of what is sent by one connection. */
export const namingWork =
  <Answer>(query: Query<Answer>, { name, nothing }: Named<Answer>): Query<Answer> =>
  (text, values) => {
    if (text !== ON_BEHALF) return query(text, values);
    name(values[0] as Work);
    return Promise.resolve(nothing);
  };

interface Named<Answer> {
  name: (work: Work) => void;
  /** The answer of a statement without one. */
  nothing: Answer;
}
