import type { AsyncLocalStorage } from "node:async_hooks";

/** Where the sign-in library keeps its contexts, one for all its copies. */
const LIBRARY = Symbol.for("better-auth:global");

interface Library {
  context: Record<string, AsyncLocalStorage<unknown> | undefined>;
}

let underway = 0;

function switchOff(): void {
  const { context } = (Reflect.get(globalThis, LIBRARY) ?? { context: {} }) as Library;
  for (const storage of Object.values(context)) storage?.disable();
}

/**
 * Calls the sign-in library. It keeps the context of its calls in AsyncLocalStorage, which once used costs every
 * promise of the process two calls more (Node before 24); so it is off again while none of its calls is underway.
 */
export async function inLibraryContext<T>(call: () => Promise<T>): Promise<T> {
  underway += 1;
  try {
    return await call();
  } finally {
    underway -= 1;
    if (underway === 0) switchOff();
  }
}
