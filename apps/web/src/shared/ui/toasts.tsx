import { useSyncExternalStore } from "react";
import styles from "./toasts.module.css";

interface Toast {
  id: number;
  text: string;
}

const SHOWN_MS = 5000;
const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let lastId = 0;

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Tells in a few words that something was done. */
export function toast(text: string): void {
  lastId += 1;
  const id = lastId;
  set([...toasts.slice(-2), { id, text }]);
  setTimeout(() => set(toasts.filter((other) => other.id !== id)), SHOWN_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {shown.map(({ id, text }) => (
        <p key={id} className={styles.toast}>
          {text}
        </p>
      ))}
    </div>
  );
}
