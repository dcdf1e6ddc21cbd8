import { useRef, useState } from "react";
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
  const shown = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    setCopied(await copyText(value, shown.current));
  };
  return (
    <div className={styles.field}>
      <p className={styles.label}>{label}</p>
      <code ref={shown} className={styles.value}>
        {value}
      </code>
      <Button aria-label={texts.copyWhat({ what: label })} onClick={() => void copy()}>
        <span aria-live="polite">{copied ? texts.copied : texts.copy}</span>
      </Button>
    </div>
  );
}

/** Where the clipboard is out of reach (no TLS), the text is selected for the person to copy. */
async function copyText(value: string, element: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    if (element) getSelection()?.selectAllChildren(element);
    return document.execCommand("copy");
  }
}
