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

/** Whether two rows tell of the same: two thirds of what both say, and at least three columns or all that there are. */
export function doAgree(one: Fingerprint, other: Fingerprint): boolean {
  let [both, same] = [0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const [here, there] = [one[at], other[at]];
    if (here === NOTHING || there === NOTHING) continue;
    both += 1;
    if (here === there) same += 1;
  }
  return both > 0 && same * 3 >= both * 2 && (same >= 3 || same === both);
}
