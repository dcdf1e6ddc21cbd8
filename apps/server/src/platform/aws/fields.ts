/**
 * A text in what somebody else has sent, which may be anything. Read by hand: processes that only connect start quicker
 * without a library for it.
 */
export function textIn(given: unknown, name: string): string | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(given, name)?.value;
  return typeof value === "string" && value !== "" ? value : undefined;
}
