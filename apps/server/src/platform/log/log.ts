import { pino } from "pino";
import { errorFields, withoutPersons } from "./without-persons.ts";
import { workFields } from "./work.ts";

export type Log = pino.Logger;

const METHOD_ONLY = ({ method }: { method?: unknown }): object => ({ method });

/** An error that is logged without a word would be told by its own, which are not chosen; our words are. */
function sayOurselves(
  this: Log,
  [about, words, ...rest]: Parameters<pino.LogFn>,
  write: pino.LogFn,
): void {
  if (typeof about === "string") write.apply(this, [withoutPersons(about), words, ...rest]);
  else write.apply(this, [about, words ?? "failed", ...rest]);
}

/**
 * The log of this process, a line of JSON each, with the request or job it is for. Nothing that names a person comes in:
 * of errors what is chosen, of requests the method and the route.
 * @param destination the standard output where left out
 */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options = {
    level,
    mixin: () => workFields(),
    hooks: { logMethod: sayOurselves },
    // A call's address may hold a secret, and its sender's is theirs: the framework, too, is told to log neither.
    serializers: { err: errorFields, req: METHOD_ONLY, res: () => undefined },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A log of which nothing is kept. */
export const silentLog = (): Log => createLog("silent");
