/** What secrets look like, by what they open; the pattern, never the secret, is told. */
const PATTERNS: readonly [what: string, pattern: RegExp][] = [
  ["an access key of AWS", /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["an address with a password", /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:[^\s:/@$]+@/i],
  ["a token of GitHub", /\bgh[pousr]_[A-Za-z0-9]{36}\b/],
  [
    "a value of a secret's name",
    /\b\w*(PASSWORD|SECRET_KEY|TOKEN|SECRET_ACCESS_KEY)["']?\s*[=:]\s*["']?[^\s"'$<>{}()|&;]{6,}/i,
  ],
];

/** The kinds of secrets that a text holds. References such as `$NAME` are none. */
export function looksSecret(text: string): string[] {
  return PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
}
