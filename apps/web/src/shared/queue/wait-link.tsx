import { useMessages } from "../i18n/use-messages.ts";
import { Link } from "../navigation/link.tsx";
import { paths } from "../navigation/paths.ts";
import { queueMessages } from "./messages.ts";
import { useMyPlace, waitIn } from "./queue.ts";
import { useLineOf } from "./use-line.ts";
import { useWaitText } from "./use-wait-text.ts";

interface WaitLinkProps {
  venueId: string;
  /** The one table to wait for; null for any of the venue. */
  tableId: string | null;
  /** What is done by it, before how long that takes. */
  label: string;
  /** The table's, for who hears the link without what is around it. */
  code?: string;
  className: string | undefined;
  /** For places of which a page has many: whoever is in line needs none of them. */
  isOneOfMany?: boolean;
}

/** The way into the line, with what it would cost; for who is in it already, to their place. */
export function WaitLink(props: WaitLinkProps) {
  const { venueId, tableId, label, code, className, isOneOfMany = false } = props;
  const texts = useMessages(queueMessages);
  const waitText = useWaitText();
  const line = useLineOf(venueId);
  const place = useMyPlace();
  if (place) {
    return isOneOfMany ? null : (
      <Link to={paths.queue()} className={className}>
        {texts.myPlace}
      </Link>
    );
  }
  const seconds = line ? waitIn(line, tableId) : null;
  const wait = seconds === null ? "" : ` · ${waitText(seconds)}`;
  return (
    <Link
      to={paths.queue({ venue: venueId, table: tableId ?? undefined })}
      className={className}
      aria-label={code === undefined ? undefined : `${label}${wait}, ${code}`}
    >
      {label}
      {wait}
    </Link>
  );
}
