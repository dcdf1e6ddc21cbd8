import type { Sentence } from "./sentence.ts";

/** Rules about a cell's text, ids, names, labels and whole rows. */
export const TEXT_RULES = {
  kept: { en: "Kept as it is.", fr: "Gardé tel quel." },
  empty: { en: "The cell is empty.", fr: "La cellule est vide." },
  "empty.word": {
    en: "A word or sign that says that nothing is known.",
    fr: "Un mot ou un signe qui dit que rien n’est connu.",
  },
  aside: {
    en: "A column that no rule reads: kept aside as it is.",
    fr: "Une colonne qu’aucune règle ne lit : mise de côté telle quelle.",
  },
  "text.space": {
    en: "Spaces around, double spaces and invisible signs were left out.",
    fr: "Espaces autour, espaces doubles et signes invisibles ôtés.",
  },
  "text.guard": {
    en: "The apostrophe was left out that keeps a spreadsheet from calculating.",
    fr: "L’apostrophe qui empêche un tableur de calculer a été ôtée.",
  },
  "text.mojibake": {
    en: "Letters that a wrong encoding had broken were restored.",
    fr: "Lettres abîmées par un mauvais encodage rétablies.",
  },
  "text.damaged": {
    en: "A replacement character at an end was left out: what stood there is lost.",
    fr: "Un caractère de remplacement au bord a été ôté : ce qui s’y trouvait est perdu.",
  },
  "id.form": {
    en: "The same id with another case or with signs between letters and digits.",
    fr: "Le même identifiant avec une autre casse ou des signes entre lettres et chiffres.",
  },
  "id.suffix": {
    en: "A suffix was left out: no other row has that id, or those that have it tell of the same.",
    fr: "Un suffixe a été ôté : aucune autre ligne n’a cet identifiant, ou elles disent la même chose.",
  },
  "id.missing_digit": {
    en: "A digit is missing: completed by the id that is free, or whose rows tell of the same.",
    fr: "Il manque un chiffre : complété par l’identifiant libre, ou dont les lignes disent la même chose.",
  },
  "id.missing_letters": {
    en: "The letters in front are missing: no other row has the id with them, or those that have it tell of the same.",
    fr: "Les lettres de tête manquent : aucune autre ligne n’a l’identifiant complet, ou elles disent la même chose.",
  },
  "id.letter_for_digit": {
    en: "A letter stands for the digit it looks like: no other row has that id, or those that have it tell of the same.",
    fr: "Une lettre remplace le chiffre qui lui ressemble : aucune autre ligne n’a cet identifiant, ou elles disent la même chose.",
  },
  "id.case": {
    en: "The same id but for case; its rows tell of the same.",
    fr: "Le même identifiant à la casse près ; ses lignes disent la même chose.",
  },
  "id.apart": {
    en: "Looks like another id whose rows tell of something else: kept apart.",
    fr: "Ressemble à un autre identifiant dont les lignes disent autre chose : laissé à part.",
  },
  "id.unusual": {
    en: "Not in the usual form of the file’s ids; kept as it is.",
    fr: "N’a pas la forme habituelle des identifiants du fichier ; gardé tel quel.",
  },
  "id.too_long": { en: "Too long to be an id.", fr: "Trop long pour un identifiant." },
  "name.best_spelling": {
    en: "Written as the best spelling among all rows of the same player.",
    fr: "Écrit selon la meilleure graphie parmi toutes les lignes du même joueur.",
  },
  "name.none": {
    en: "Says whether there was somebody, not who.",
    fr: "Dit s’il y avait quelqu’un, pas qui.",
  },
  "label.same": {
    en: "The same label but for case, accents, spaces or zeros: its most frequent spelling.",
    fr: "La même étiquette à la casse, aux accents, aux espaces ou aux zéros près : sa graphie la plus fréquente.",
  },
  "label.number": {
    en: "A table with the same number that other rows write otherwise.",
    fr: "Une table de même numéro que d’autres lignes écrivent autrement.",
  },
  "label.typo": {
    en: "One slip away from a label that is at least ten times as frequent.",
    fr: "À une faute d’une étiquette au moins dix fois plus fréquente.",
  },
  "label.abbreviation": {
    en: "One word written by its consonants only, of an otherwise same label.",
    fr: "Un mot réduit à ses consonnes dans une étiquette par ailleurs identique.",
  },
  "label.damaged": {
    en: "A letter is lost; one label only fits.",
    fr: "Une lettre est perdue ; une seule étiquette convient.",
  },
  "row.too_many_cells": {
    en: "The row has more cells than the header; those beyond are kept aside.",
    fr: "La ligne a plus de cellules que l’en-tête ; celles en trop sont mises de côté.",
  },
  "row.too_few_cells": {
    en: "The row has fewer cells than the header; those that are missing count as empty.",
    fr: "La ligne a moins de cellules que l’en-tête ; celles qui manquent comptent comme vides.",
  },
  "row.rejoined": {
    en: "The row has more cells than the header: a text with an unquoted delimiter was put together again.",
    fr: "La ligne a plus de cellules que l’en-tête : un texte avec un séparateur sans guillemets a été recollé.",
  },
  "row.without_key": {
    en: "The row does not say which game or which player: it joins no game.",
    fr: "La ligne ne dit pas quelle partie ou quel joueur : elle ne rejoint aucune partie.",
  },
  "game.majority": {
    en: "Most rows of the game say something else.",
    fr: "La plupart des lignes de la partie disent autre chose.",
  },
  "line.majority": {
    en: "Another row of the same player in the same game says something else.",
    fr: "Une autre ligne du même joueur dans la même partie dit autre chose.",
  },
  "line.merged": {
    en: "A second row of the same player in the same game: merged.",
    fr: "Une deuxième ligne du même joueur dans la même partie : fusionnée.",
  },
  "name.shared": {
    en: "Several people have this name; they stay several.",
    fr: "Plusieurs personnes portent ce nom ; elles restent distinctes.",
  },
} as const satisfies Record<string, Sentence>;
