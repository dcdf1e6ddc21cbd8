import { useMessages } from "../i18n/use-messages.ts";
import { problemMessages, problemText } from "./messages.ts";
import { ApiProblem } from "./problem.ts";

/** Turns an error into a sentence for people, by its code. */
export function useProblemText(): (error: unknown) => string {
  const texts = useMessages(problemMessages);
  return (error) => (error instanceof ApiProblem ? problemText(texts, error) : texts.fallback);
}

export type FaultAt = (path: string) => string | null;

/** What to say at a field, by its path in the request, when the server refused its value. */
export function useFaultAt(error: unknown): FaultAt {
  const texts = useMessages(problemMessages);
  const fields = error instanceof ApiProblem ? error.fields : [];
  return (path) => (fields.some((field) => field.path === path) ? texts.fieldFault : null);
}
