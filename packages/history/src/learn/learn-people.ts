import { isBlank, tidied } from "../values/tidy.ts";
import { bestSpelling } from "./learn-names.ts";
import type { SharedName } from "./reading.ts";

/** Counts how each player's name is written, and answers the best spellings. */
export interface PeopleLearning {
  see(playerId: string, name: string, canonicalName: string): void;
  /** By the id that each written id stands for. */
  names(idOf: (written: string) => string): Record<string, string>;
}

const MOST_SPELLINGS = 64;

interface Spellings {
  readonly names: Map<string, number>;
  readonly canonical: Map<string, number>;
}

function count(counts: Map<string, number>, raw: string): void {
  const before = counts.get(raw);
  if (before !== undefined || counts.size < MOST_SPELLINGS) counts.set(raw, (before ?? 0) + 1);
}

const newSpellings = (): Spellings => ({ names: new Map(), canonical: new Map() });

/** Tidied spellings with their counts added; blanks left out. */
function addTidied(counts: ReadonlyMap<string, number>, to: Map<string, number>): void {
  for (const [raw, rows] of counts) {
    const { text } = tidied(raw);
    if (!isBlank(text)) to.set(text, (to.get(text) ?? 0) + rows);
  }
}

export function peopleLearning(): PeopleLearning {
  const people = new Map<string, Spellings>();
  return {
    see(playerId, name, canonicalName) {
      const spellings = people.get(playerId) ?? newSpellings();
      people.set(playerId, spellings);
      count(spellings.names, name);
      count(spellings.canonical, canonicalName);
    },
    names(idOf) {
      const byId = new Map<string, Spellings>();
      for (const [written, { names, canonical }] of people) {
        const id = idOf(written);
        const merged = byId.get(id) ?? newSpellings();
        byId.set(id, merged);
        addTidied(names, merged.names);
        addTidied(canonical, merged.canonical);
      }
      const best: Record<string, string> = Object.create(null);
      for (const [id, { names, canonical }] of byId) {
        const spelling = bestSpelling(canonical) ?? bestSpelling(names);
        if (spelling !== null) best[id] = spelling;
      }
      return best;
    },
  };
}

/** Names that several ids have: they are several people. */
export function namesShared(names: Readonly<Record<string, string>>): SharedName[] {
  const byName = new Map<string, string[]>();
  for (const [id, name] of Object.entries(names)) {
    const ids = byName.get(name);
    if (ids === undefined) byName.set(name, [id]);
    else ids.push(id);
  }
  return [...byName]
    .filter(([, ids]) => ids.length > 1)
    .map(([name, ids]) => ({ name, playerIds: ids.toSorted() }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
