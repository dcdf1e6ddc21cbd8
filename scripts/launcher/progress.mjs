const SPEAK_EVERY = { terminal: 1_000, file: 10_000 };

/**
 * @typedef {Pick<NodeJS.WriteStream, "write"> & { isTTY?: boolean }} Out
 * @typedef {{ say(what: string): void, done(what: string): void, end(): void }} Step
 */

/**
 * Says what is going on, with the seconds it has taken: on a terminal in one line that counts, else
 * in a new line now and then.
 * @param {Out} out
 * @param {string} doing such as "Installing packages"
 * @returns {Step}
 */
export function startStep(out, doing) {
  const begun = Date.now();
  const line = () => `${doing} … ${secondsSince(begun)} s`;
  const say = () => out.write(out.isTTY ? `\r\x1b[K${line()}` : `${line()}\n`);
  out.write(out.isTTY ? `${doing} …` : `${doing} …\n`);
  const timer = setInterval(say, out.isTTY ? SPEAK_EVERY.terminal : SPEAK_EVERY.file);
  const end = () => {
    clearInterval(timer);
    if (out.isTTY) out.write("\r\x1b[K");
  };
  return {
    say(what) {
      doing = what;
      say();
    },
    done(what) {
      end();
      out.write(`${what} (${secondsSince(begun)} s)\n`);
    },
    end,
  };
}

/** @param {number} begun */
export function secondsSince(begun) {
  return Math.round((Date.now() - begun) / 1000);
}
