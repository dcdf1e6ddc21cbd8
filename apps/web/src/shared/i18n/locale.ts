import type { Locale } from "@babyfoot/contract";
import { useSyncExternalStore } from "react";

const STORED_AS = "babyfoot.locale";
const listeners = new Set<() => void>();
let current: Locale = firstLocale();

/** The language chosen here before, else the browser's, else French. */
function firstLocale(): Locale {
  const stored = readStored();
  if (stored) return stored;
  const wanted = globalThis.navigator?.languages ?? [];
  for (const tag of wanted) {
    const known = asLocale(tag.slice(0, 2).toLowerCase());
    if (known) return known;
  }
  return "fr";
}

function asLocale(text: string | null): Locale | null {
  return text === "fr" || text === "en" ? text : null;
}

function readStored(): Locale | null {
  try {
    return asLocale(globalThis.localStorage?.getItem(STORED_AS) ?? null);
  } catch {
    return null;
  }
}

export function currentLocale(): Locale {
  return current;
}

/** Changes the interface language, `<html lang>` included, and remembers it in this browser. */
export function setLocale(locale: Locale): void {
  current = locale;
  document.documentElement.lang = locale;
  try {
    localStorage.setItem(STORED_AS, locale);
  } catch {
    // Private windows may refuse storage; the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, currentLocale);
}
