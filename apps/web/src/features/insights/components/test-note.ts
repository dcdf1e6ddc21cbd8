import type { StatisticalTest } from "@babyfoot/contract";
import type { FigureFormat } from "../../../shared/i18n/figures.ts";
import type { insightMessages } from "../messages.ts";

interface Wording {
  texts: (typeof insightMessages)["fr"];
  figures: FigureFormat;
}

/** The test behind a sentence, for those who want to know. */
export function testNote(test: StatisticalTest | null, { texts, figures }: Wording): string | null {
  if (test === null) return null;
  const { name, statistic, degreesOfFreedom, pValue, differs } = test;
  const value =
    statistic === null
      ? ""
      : degreesOfFreedom === null
        ? ` (${figures.tenths(statistic)})`
        : ` (χ² = ${figures.tenths(statistic)}, ${texts.freedom({ degrees: figures.whole(degreesOfFreedom) })})`;
  return texts.testLine({
    test: texts[name] + value,
    p: figures.pValue(pValue),
    verdict: differs ? texts.differs : texts.mayBeChance,
  });
}
