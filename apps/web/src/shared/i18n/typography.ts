const NO_BREAK = "\u00a0";
const NARROW_NO_BREAK = "\u202f";

/** Puts the no-break spaces of French typography where a plain space was typed. */
export function frenchSpacing(text: string): string {
  return text
    .replaceAll(/ (?=[?!;])/g, NARROW_NO_BREAK)
    .replaceAll(/ (?=[:»%])/g, NO_BREAK)
    .replaceAll("« ", `«${NO_BREAK}`)
    .replaceAll(/(?<=\d) (?=(min|h|s|m)\b)/g, NO_BREAK);
}
