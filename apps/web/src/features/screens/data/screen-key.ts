import { useState } from "react";

const FRAGMENT = /^#key=([\w-]{1,200})$/;
const nameOf = (tableId: string): string => `babyfoot.screen-key.${tableId}`;

/**
 * The key of this screen: from the address it was opened at, of which it is taken away, then kept here. Without one the
 * screen shows all but what proves that somebody is there.
 */
export function takeScreenKey(tableId: string): string | null {
  const given = FRAGMENT.exec(location.hash)?.[1];
  try {
    if (given === undefined) return localStorage.getItem(nameOf(tableId));
    localStorage.setItem(nameOf(tableId), given);
  } catch {
    // Nothing can be kept here: the address then stays as it was given.
    return given ?? null;
  }
  history.replaceState(history.state, "", location.pathname + location.search);
  return given;
}

export function useScreenKey(tableId: string): string | null {
  const [key] = useState(() => takeScreenKey(tableId));
  return key;
}
