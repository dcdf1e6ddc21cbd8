/** The scores of a table's matches, oldest first. */
export async function storedMatches(url: string, tableId: string): Promise<[number, number][]> {
  const found: [number, number][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const after: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const answer = await fetch(`${url}/api/v1/matches?tableId=${tableId}&limit=200${after}`);
    const page = (await answer.json()) as {
      items: { scoreRed: number; scoreBlue: number }[];
      nextCursor: string | null;
    };
    for (const { scoreRed, scoreBlue } of page.items) found.push([scoreRed, scoreBlue]);
    cursor = page.nextCursor;
  }
  return found.reverse();
}
