import { type Locale, localeSchema } from "@babyfoot/contract";

/** The first language of an `Accept-Language` header that the interface speaks; French when there is none. */
export function languageOf(header: string | undefined): Locale {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", weight] = part.trim().split(";q=");
      return { language: tag.slice(0, 2).toLowerCase(), weight: Number(weight ?? 1) };
    })
    .toSorted((one, other) => other.weight - one.weight);
  for (const { language } of wanted) {
    const known = localeSchema.safeParse(language);
    if (known.success) return known.data;
  }
  return "fr";
}
