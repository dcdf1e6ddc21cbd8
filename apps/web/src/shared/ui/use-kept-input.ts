import { useEffect, useState } from "react";

/** A form's values, kept over a reload of the page until `forget`; never for secrets. */
export function useKeptInput<Values extends Record<string, string>>(name: string, empty: Values) {
  const key = `babyfoot.form.${name}`;
  const [values, setValues] = useState<Values>(() => ({ ...empty, ...read(key, empty) }));
  useEffect(() => {
    try {
      sessionStorage.setItem(key, JSON.stringify(values));
    } catch {
      // Without storage the values last as long as the page.
    }
  }, [key, values]);
  const set = (change: Partial<Values>) => setValues((before) => ({ ...before, ...change }));
  return { values, set, forget: () => sessionStorage.removeItem(key) };
}

function read<Values extends Record<string, string>>(key: string, empty: Values): Partial<Values> {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    const known = Object.entries(stored ?? {}).filter(
      ([name, value]) => name in empty && typeof value === "string",
    );
    return Object.fromEntries(known) as Partial<Values>;
  } catch {
    return {};
  }
}
