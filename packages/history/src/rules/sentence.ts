/** One sentence in the languages of the interface. */
export interface Sentence {
  readonly en: string;
  readonly fr: string;
}
