/** Puts the no-break spaces of French typography where a plain space was typed. */
export const frenchSpacing = (text: string): string =>
  text.replaceAll(/ (?=[?!;:»])|(?<=«) /g, "\u00a0");
