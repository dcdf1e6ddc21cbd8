import { type RefObject, useId, useRef, useState } from "react";
import { useMessages } from "../i18n/use-messages.ts";
import { Button } from "./button.tsx";
import styles from "./copy-field.module.css";
import { uiMessages } from "./messages.ts";

interface CopyFieldProps {
  label: string;
  value: string;
}

/** A text to be copied elsewhere whole: a token, an address, a command. */
export function CopyField({ label, value }: CopyFieldProps) {
  const texts = useMessages(uiMessages);
  const id = useId();
  const shown = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    setCopied(await copyText(value, shown));
  };
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        ref={shown}
        className={styles.value}
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
      />
      <Button aria-label={texts.copyWhat({ what: label })} onClick={() => void copy()}>
        <span aria-live="polite">{copied ? texts.copied : texts.copy}</span>
      </Button>
    </div>
  );
}

/** Where the clipboard is out of reach (no TLS), the text is selected and copied the old way. */
async function copyText(value: string, field: RefObject<HTMLInputElement | null>) {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    field.current?.select();
    return document.execCommand("copy");
  }
}
