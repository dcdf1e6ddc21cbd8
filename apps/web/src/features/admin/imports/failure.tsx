import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Note } from "../../../shared/ui/states.tsx";
import { fieldName } from "./field-names.ts";
import styles from "./imports.module.css";
import { importMessages } from "./messages.ts";
import type { Refusal } from "./refusal.ts";

const KNOWN = [
  ...(["not_csv", "missing_columns", "header_too_short", "no_rows", "row_too_long"] as const),
  ...(["not_a_history", "too_large", "gzip_broken", "broken_off", "storage_full"] as const),
];

/** Why a file could not be read, in words. */
export function Failure({ refusal: { code, detail } }: { refusal: Refusal }) {
  const texts = useMessages(importMessages);
  const known = KNOWN.find((one) => one === code);
  const about = detail
    ?.split(", ")
    .map((part) => fieldName(part, texts))
    .join(", ");
  return (
    <div className={styles.outcome}>
      <h2 className={styles.title}>{texts.failedTitle}</h2>
      <Note>{known ? texts[known] : texts.otherFailure({ code })}</Note>
      {about ? <p>{texts.failureDetail({ detail: about })}</p> : null}
    </div>
  );
}
