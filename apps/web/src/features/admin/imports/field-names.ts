import type { importMessages } from "./messages.ts";
import type { Field } from "./rule-sentences.ts";

type Texts = (typeof importMessages)["fr"];

/** A field of ours as people call it; one of a later release keeps its code. */
export function fieldName(field: string, texts: Texts): string {
  const key = `field_${field}` as const;
  return Object.hasOwn(texts, key) ? texts[key as `field_${Field}`] : field;
}
