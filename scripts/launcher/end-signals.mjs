/** One Ctrl-C comes twice under npm, from the terminal and passed on; a person is slower than that. */
const ECHO_MS = 300;

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Calls `first` when told to end, and `again` when told once more.
 * @param {{ source: NodeJS.EventEmitter, now?: () => number, first: () => void, again: () => void }} needs
 */
export function onEndSignals({ source, now = Date.now, first, again }) {
  /** @type {number | undefined} */
  let told;
  const hear = () => {
    if (told === undefined) {
      told = now();
      first();
    } else if (now() - told > ECHO_MS) again();
  };
  for (const signal of SIGNALS) source.on(signal, hear);
}

/**
 * npm passes no SIGKILL on and dies of SIGHUP: when it is gone, so is whoever wanted us to run.
 * @param {{ env: NodeJS.ProcessEnv, gone: () => void }} needs
 */
export function onParentGone({ env, gone }) {
  if (env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, 1_000);
  timer.unref();
}
