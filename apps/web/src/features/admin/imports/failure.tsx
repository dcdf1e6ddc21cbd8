import type { ImportDetail } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Note } from "../../../shared/ui/states.tsx";
import { headerOf } from "./header.ts";
import styles from "./imports.module.css";
import { MappingForm } from "./mapping-form.tsx";
import { importMessages } from "./messages.ts";
import { sentAs } from "./upload.ts";

const FAILURES = [
  ...(["not_csv", "missing_columns", "header_too_short", "no_rows", "row_too_long"] as const),
  ...(["not_a_history", "too_large", "malformed", "storage_full"] as const),
];

/** Why a file could not be read; where only its columns have other names, they can be shown. */
export function Failure({ found }: { found: ImportDetail }) {
  const texts = useMessages(importMessages);
  const code = found.errorCode ?? "";
  const known = FAILURES.find((one) => one === code);
  return (
    <>
      <h2 className={styles.title}>{texts.failedTitle}</h2>
      <Note>{known ? texts[known] : texts.otherFailure({ code })}</Note>
      {code === "missing_columns" ? <NamesOfTheirs found={found} /> : null}
    </>
  );
}

function NamesOfTheirs({ found }: { found: ImportDetail }) {
  const file = sentAs(found.id)?.file ?? null;
  const header = useQuery({
    queryKey: ["imports", "header", found.id],
    queryFn: () => (file ? headerOf(file) : []),
  });
  if (!header.data || header.data.length === 0) return null;
  return <MappingForm found={found} columns={header.data} taken={[]} />;
}
