/** Short hashes of what a row says in some columns, one character each, `\0` where it says nothing. */
export type Fingerprint = string;

const NOTHING = "\0";

/** A hash of a text that is never that of nothing. */
export function hashed(text: string): string {
  let hash = 5381;
  for (let at = 0; at < text.length; at += 1) {
    hash = (Math.imul(hash, 33) ^ text.charCodeAt(at)) & 0xffff;
  }
  return String.fromCharCode(hash === 0 ? 1 : hash);
}

export const fingerprintOf = (texts: readonly string[]): Fingerprint =>
  texts.map((text) => (text === "" ? NOTHING : hashed(text))).join("");

/** How many columns both rows say something in, and in how many of these the same. */
function compared(one: Fingerprint, other: Fingerprint): { both: number; same: number } {
  let [both, same] = [0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const [here, there] = [one[at], other[at] ?? NOTHING];
    if (here === NOTHING || there === NOTHING) continue;
    both += 1;
    if (here === there) same += 1;
  }
  return { both, same };
}

/** Whether two rows tell of the same: two thirds of what both say, and at least three columns or all that there are. */
export function doAgree(one: Fingerprint, other: Fingerprint): boolean {
  const { both, same } = compared(one, other);
  return both > 0 && same * 3 >= both * 2 && (same >= 3 || same === both);
}

/** Whether two rows say the same in every column in which both say something. */
export function doAgreeWholly(one: Fingerprint, other: Fingerprint): boolean {
  const { both, same } = compared(one, other);
  return both > 0 && same === both;
}

/** Whether two rows plainly tell of different things: they agree in less than half of at least three columns. */
export function doDisagree(one: Fingerprint, other: Fingerprint): boolean {
  const { both, same } = compared(one, other);
  return both >= 3 && same * 2 < both;
}
