/** The element that tells of a column of the file. */
export const columnPlace = (name: string): string => `column-${encodeURIComponent(name)}`;

/** Opens what is said of a column, and goes there. */
export function showColumn(name: string): void {
  const place = document.getElementById(columnPlace(name));
  if (!(place instanceof HTMLDetailsElement)) return;
  place.open = true;
  place.scrollIntoView({ block: "start" });
  place.querySelector("summary")?.focus({ preventScroll: true });
}
