import { type ReactNode, useEffect, useId, useRef } from "react";
import { useMessages } from "../i18n/use-messages.ts";
import styles from "./dialog.module.css";
import { uiMessages } from "./messages.ts";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet at the bottom of a phone, a box on a larger screen; open as long as it is rendered. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const texts = useMessages(uiMessages);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useWayBack();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog already
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className={styles.box}>
        <header className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <button
            type="button"
            className={styles.close}
            aria-label={texts.close}
            onClick={() => dialog.current?.close()}
          >
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
              <path d="M4 4 16 16M16 4 4 16" stroke="currentColor" strokeWidth="2.5" />
            </svg>
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** A dialog that is taken away, not closed, would leave the keyboard nowhere: it goes back to where it was. */
function useWayBack(): void {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    opener.current ??= document.activeElement;
    return () => {
      const { current } = opener;
      const isLost = document.activeElement === document.body;
      if (isLost && current instanceof HTMLElement) current.focus({ preventScroll: true });
    };
  }, []);
}
