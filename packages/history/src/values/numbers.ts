const ENGLISH =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const FRENCH =
  "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split(
    " ",
  );
const ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const FRENCH_TENS = "vingt trente quarante cinquante soixante".split(" ");

/** Tens alone and with each of the units one to nine behind: twenty, twenty one. */
function* tensWithUnits(tens: readonly string[], units: readonly string[]) {
  for (const [at, word] of tens.entries()) {
    const value = 20 + at * 10;
    yield [word, value] as const;
    for (const [unit, name] of units.slice(0, 10).entries()) {
      if (unit > 0) yield [`${word} ${name}`, value + unit] as const;
    }
  }
}

const WORDS = new Map<string, number>([
  ...ENGLISH.map((word, value) => [word, value] as const),
  ...FRENCH.map((word, value) => [word, value] as const),
  ...tensWithUnits(ENGLISH_TENS, ENGLISH),
  ...tensWithUnits(FRENCH_TENS, FRENCH),
  ...FRENCH_TENS.map((word, at) => [`${word} et un`, 21 + at * 10] as const),
  ["dix sept", 17],
  ["dix huit", 18],
  ["dix neuf", 19],
  ["une", 1],
  ["nul", 0],
]);

/** A number up to 99 (French: 69) spelled out, hyphens or spaces, any case and accents; null for other words. */
export function numberWord(text: string): number | null {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return WORDS.get(plain.replace(/[\s-]+/g, " ").trim()) ?? null;
}
