import { useMessages } from "../i18n/use-messages.ts";
import { problemMessages, problemText } from "./messages.ts";
import { ApiProblem } from "./problem.ts";

/** Turns an error into a sentence for people, by its code. */
export function useProblemText(): (error: unknown) => string {
  const texts = useMessages(problemMessages);
  return (error) => (error instanceof ApiProblem ? problemText(texts, error) : texts.fallback);
}
