import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { markAt } from "../data/countdown.ts";
import { lineMessages } from "../messages.ts";

/** The offer for those who listen: once as it comes, and as its time runs out. */
export function OfferSaid({ code, left }: { code: string; left: number }) {
  const texts = useMessages(lineMessages);
  const mark = markAt(left);
  return (
    <p className="visually-hidden" aria-live="polite">
      {mark === null ? texts.saidOffer({ code }) : texts.saidLeft({ count: mark, code })}
    </p>
  );
}
