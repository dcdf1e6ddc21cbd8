import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { roundedWait, type Wait } from "../../../shared/queue/wait.ts";
import { NumeralHeading } from "../../../shared/ui/numeral-heading.tsx";
import { type LineTexts, lineMessages } from "../messages.ts";

interface WaitHeadingProps {
  /** Of who joins now. */
  seconds: number | null;
  before: string;
}

/** How long one would wait, as the page's one big number. */
export function WaitHeading({ seconds, before }: WaitHeadingProps) {
  const texts = useMessages(lineMessages);
  const { numeral, words } = partsOf(roundedWait(seconds), texts);
  return <NumeralHeading title={texts.title} numeral={numeral} words={words} small={before} />;
}

function partsOf(wait: Wait, texts: LineTexts): { numeral: string; words: string } {
  switch (wait.kind) {
    case "none":
      return { numeral: "0", words: texts.noWait };
    case "unknown":
      return { numeral: "–", words: texts.noTable };
    case "underMinute":
      return { numeral: "< 1", words: texts.underAMinute };
    case "minutes":
      return { numeral: `${wait.minutes}`, words: texts.minWait };
    case "hour":
      return { numeral: "60", words: texts.minWait };
    case "overHour":
      return { numeral: "60", words: texts.overAnHour };
    default:
      return wait satisfies never;
  }
}
