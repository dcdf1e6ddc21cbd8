import { FoosballMan } from "../../../shared/ui/foosball-man.tsx";
import styles from "./screen-note.module.css";

/** A screen that has nothing to show yet. */
export function ScreenNote({ title, text }: { title: string; text?: string }) {
  return (
    <div className={styles.note}>
      <FoosballMan size={160} />
      <p className={styles.title}>{title}</p>
      {text ? <p className={styles.text}>{text}</p> : null}
    </div>
  );
}
