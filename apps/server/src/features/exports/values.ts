/** An instant as PostgreSQL writes it in UTC (`2026-11-26 12:15:00.12+00`), as the contract writes it. */
export const instantOf = (text: string): string => dateOfInstant(text).toISOString();

export const dateOfInstant = (text: string): Date =>
  new Date(text.replace(" ", "T").replace(/\+00$/, "Z"));
