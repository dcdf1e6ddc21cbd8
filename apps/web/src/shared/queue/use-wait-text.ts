import { useMessages } from "../i18n/use-messages.ts";
import { queueMessages, waitText } from "./messages.ts";
import { roundedWait } from "./wait.ts";

/** Says how long a wait is expected to be, given in seconds. */
export function useWaitText(): (seconds: number | null) => string {
  const texts = useMessages(queueMessages);
  return (seconds) => waitText(texts, roundedWait(seconds));
}
