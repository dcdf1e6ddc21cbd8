import { useEffect, useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useProblemText } from "../../../shared/api/use-problem-text.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { linkCard } from "../data/presence-code.ts";
import { screenMessages } from "../messages.ts";
import styles from "./code-keypad.module.css";

const LENGTH = 6;
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "close", "0", "back"] as const;
const EMPTY = " ";

interface CodeKeypadProps {
  tableId: string;
  screenKey: string;
  onClose: () => void;
}

/** After an unknown card: the code from the phone, by touch or by a keyboard, links it. */
export function CodeKeypad({ tableId, screenKey, onClose }: CodeKeypadProps) {
  const texts = useMessages(screenMessages);
  const problemText = useProblemText();
  const [typed, setTyped] = useState("");
  const linking = useAction({
    act: (code: string) => linkCard(tableId, code, screenKey),
    onFailed: () => setTyped(""),
  });
  const press = (key: string) => {
    if (key === "close") onClose();
    else if (key === "back") setTyped((code) => code.slice(0, -1));
    else if (typed.length < LENGTH && !linking.pending) {
      const code = typed + key;
      setTyped(code);
      if (code.length === LENGTH) linking.run(code);
    }
  };
  useKeyboard(press);
  const name = linking.result?.displayName;
  if (name !== undefined) return <Linked name={name} />;
  return (
    <section className={styles.panel} aria-label={texts.unknownCard}>
      <div className={styles.words}>
        <p className={styles.title}>{texts.unknownCard}</p>
        <p className={styles.text}>{texts.unknownCardText}</p>
        <output className={styles.digits} aria-label={texts.codeTyped}>
          {Array.from({ length: LENGTH }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a digit is its place
            <span key={index}>{typed[index] ?? EMPTY}</span>
          ))}
        </output>
        <p className={styles.problem} role="alert">
          {linking.error ? problemText(linking.error) : ""}
        </p>
      </div>
      <div className={styles.keys}>
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            className={styles.key}
            aria-label={key === "close" || key === "back" ? texts[`key_${key}`] : key}
            onClick={() => press(key)}
          >
            {key === "close" || key === "back" ? <Sign path={SIGNS[key]} /> : key}
          </button>
        ))}
      </div>
    </section>
  );
}

const SIGNS = {
  close: "M4 4 16 16M16 4 4 16",
  back: "M7 4H18V16H7L2 10ZM9.5 7.5 14.5 12.5M14.5 7.5 9.5 12.5",
};

function Sign({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 20 20" width="1em" height="1em" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}

function Linked({ name }: { name: string }) {
  const texts = useMessages(screenMessages);
  return (
    <section className={styles.linked} role="status">
      <p className={styles.title}>{texts.welcome({ name })}</p>
      <p className={styles.text}>{texts.welcomeText}</p>
    </section>
  );
}

function useKeyboard(press: (key: string) => void): void {
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (/^\d$/.test(key)) press(key);
      else if (key === "Backspace") press("back");
      else if (key === "Escape") press("close");
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}
