import type { Sentence } from "./sentence.ts";

/** Rules about counts, scores, winners, sides, roles, ratings, yes and no. */
export const VALUE_RULES = {
  "count.decimal": {
    en: "A whole number written with decimals, zeros or a sign.",
    fr: "Un entier écrit avec décimales, zéros ou signe.",
  },
  "count.word": { en: "A number spelled out.", fr: "Un nombre en toutes lettres." },
  "count.unit": { en: "A number with its unit.", fr: "Un nombre avec son unité." },
  "count.negative": { en: "Less than nothing.", fr: "Moins que rien." },
  "count.too_many": { en: "More than there can be.", fr: "Plus qu’il ne peut y en avoir." },
  "count.unreadable": { en: "Not a whole number.", fr: "Pas un entier." },
  "score.pair": {
    en: "Both scores in one cell; winners told beside such cells show the order.",
    fr: "Les deux scores dans une cellule ; les vainqueurs dits à côté montrent l’ordre.",
  },
  "score.pair_order": {
    en: "Both scores in one cell, read red first unless the file shows the contrary.",
    fr: "Les deux scores dans une cellule, lus rouge d’abord sauf si le fichier montre le contraire.",
  },
  "score.no_pair": { en: "Not two scores.", fr: "Pas deux scores." },
  "goals.never_repair_scores": {
    en: "A side’s players have more goals than the side scored; both stay as they are.",
    fr: "Les joueurs d’un camp ont plus de buts que leur camp ; les deux restent tels quels.",
  },
  "winner.draw": { en: "A word for a draw.", fr: "Un mot pour un match nul." },
  "winner.unreadable": {
    en: "Names no side and no draw.",
    fr: "Ne nomme ni camp ni match nul.",
  },
  "winner.from_scores": {
    en: "The label contradicts the scores; the scores decide.",
    fr: "L’étiquette contredit les scores ; les scores décident.",
  },
  "side.name": {
    en: "A word, letter or sign for a side.",
    fr: "Un mot, une lettre ou un signe pour un camp.",
  },
  "side.unreadable": { en: "Names no side.", fr: "Ne nomme pas de camp." },
  "side.typo": {
    en: "One slip away from a word for a side.",
    fr: "À une faute d’un mot pour un camp.",
  },
  "side.other_letters": {
    en: "A letter, in a file that also calls sides by letters of no colour.",
    fr: "Une lettre, dans un fichier qui nomme aussi des camps par des lettres sans couleur.",
  },
  "side.as_told": {
    en: "One side has more players than the other by two or more; they stay where they are told to be.",
    fr: "Un camp a au moins deux joueurs de plus que l’autre ; ils restent là où on les dit.",
  },
  "side.repaired": {
    en: "As asked for: of three against one, the one whose side is written unusually changed sides.",
    fr: "Comme demandé : de trois contre un, celui dont le camp est écrit inhabituellement a changé de camp.",
  },
  "role.name": { en: "A word for a role.", fr: "Un mot pour un rôle." },
  "role.typo": {
    en: "One slip away from a word for a role.",
    fr: "À une faute d’un mot pour un rôle.",
  },
  "role.unreadable": { en: "Names no role.", fr: "Ne nomme pas de rôle." },
  "rating.number": {
    en: "A rating spelled out, in stars or out of five.",
    fr: "Une note en toutes lettres, en étoiles ou sur cinq.",
  },
  "rating.feeling": {
    en: "A face or a feeling, given its number by a table.",
    fr: "Un visage ou un sentiment, auquel une table donne son nombre.",
  },
  "rating.other_scale": {
    en: "A number, in a column whose numbers go beyond five: its scale is not known.",
    fr: "Un nombre, dans une colonne dont les nombres dépassent cinq : son échelle n’est pas connue.",
  },
  "rating.beyond": { en: "Not from one to five.", fr: "Pas de un à cinq." },
  "rating.unreadable": { en: "Not a rating.", fr: "Pas une note." },
  "yes_no.word": { en: "A word or sign for yes or no.", fr: "Un mot ou un signe pour oui ou non." },
  "yes_no.perhaps": { en: "Neither yes nor no.", fr: "Ni oui ni non." },
  "yes_no.unreadable": { en: "Neither yes nor no.", fr: "Ni oui ni non." },
} as const satisfies Record<string, Sentence>;
