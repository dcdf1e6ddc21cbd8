import type { Sentence } from "./sentence.ts";

/** Rules about dates, times of day, durations and seasons. */
export const TIME_RULES = {
  "date.year_first": {
    en: "A date that begins with the year.",
    fr: "Une date qui commence par l’année.",
  },
  "date.compact": { en: "A date of eight digits.", fr: "Une date de huit chiffres." },
  "date.month_name": { en: "A date that names its month.", fr: "Une date qui nomme son mois." },
  "date.day_first": {
    en: "Can only be read with the day first.",
    fr: "Ne se lit qu’avec le jour d’abord.",
  },
  "date.month_first": {
    en: "Can only be read with the month first.",
    fr: "Ne se lit qu’avec le mois d’abord.",
  },
  "date.order_learnt": {
    en: "Day and month could be swapped; all other dates of this form show the order.",
    fr: "Jour et mois pourraient s’inverser ; toutes les autres dates de cette forme montrent l’ordre.",
  },
  "date.order_guessed": {
    en: "Day and month could be swapped: read as most dates of this form, else the day first.",
    fr: "Jour et mois pourraient s’inverser : lu comme la plupart des dates de cette forme, sinon le jour d’abord.",
  },
  "date.short_year_first": {
    en: "Two digits of the year first: the first parts are few, the last ones run through the month.",
    fr: "Deux chiffres de l’année d’abord : les premières parties sont peu nombreuses, les dernières parcourent le mois.",
  },
  "date.serial": {
    en: "A spreadsheet’s number of a day.",
    fr: "Le numéro d’un jour dans un tableur.",
  },
  "date.with_time": {
    en: "A date with a time of day; zones are not applied.",
    fr: "Une date avec une heure ; les fuseaux ne sont pas appliqués.",
  },
  "date.midnight": {
    en: "All times in the file are midnight: the date has none.",
    fr: "Toutes les heures du fichier sont minuit : la date n’en a pas.",
  },
  "date.bad_time": {
    en: "The time behind the date is none: only the date is kept.",
    fr: "L’heure derrière la date n’en est pas une : seule la date est gardée.",
  },
  "date.impossible": { en: "No such day.", fr: "Ce jour n’existe pas." },
  "date.unreadable": { en: "Not a date.", fr: "Pas une date." },
  "date.after_recording": {
    en: "The game is dated after the day it was recorded.",
    fr: "La partie est datée d’après le jour de son enregistrement.",
  },
  "instant.unreadable": { en: "Not a date and time.", fr: "Pas une date avec heure." },
  "time.form": { en: "A time of day in another form.", fr: "Une heure sous une autre forme." },
  "time.unreadable": { en: "Not a time of day.", fr: "Pas une heure." },
  "duration.colons": {
    en: "Hours, minutes and seconds with colons.",
    fr: "Heures, minutes et secondes avec deux-points.",
  },
  "duration.colons_shifted": {
    en: "Minutes and seconds that a spreadsheet has taken for hours and minutes.",
    fr: "Minutes et secondes qu’un tableur a prises pour des heures et des minutes.",
  },
  "duration.words": { en: "A duration with its units.", fr: "Une durée avec ses unités." },
  "duration.unit_of_header": {
    en: "A number in the unit that the column’s name tells.",
    fr: "Un nombre dans l’unité que dit le nom de la colonne.",
  },
  "duration.bare_seconds": {
    en: "A bare number: seconds, since many in the column could be no minutes.",
    fr: "Un nombre seul : des secondes, car beaucoup dans la colonne ne pourraient être des minutes.",
  },
  "duration.bare_minutes": { en: "A bare number: minutes.", fr: "Un nombre seul : des minutes." },
  "duration.no_unit": {
    en: "A bare number: it could be seconds, minutes or a share.",
    fr: "Un nombre seul : ce pourrait être des secondes, des minutes ou une part.",
  },
  "duration.decimal_minutes": { en: "Decimal minutes.", fr: "Des minutes décimales." },
  "duration.minutes_seconds": {
    en: "Minutes and seconds: the file never shows more than 59 behind the point.",
    fr: "Minutes et secondes : le fichier ne montre jamais plus de 59 derrière le point.",
  },
  "duration.point_decimal": {
    en: "Decimal minutes: what is behind the point can be no seconds in this file.",
    fr: "Minutes décimales : ce qui suit le point ne peut être des secondes dans ce fichier.",
  },
  "duration.point_seconds": {
    en: "Minutes and seconds with a point; it could be decimal minutes where it is guessed.",
    fr: "Minutes et secondes avec un point ; ce pourrait être des minutes décimales là où c’est supposé.",
  },
  "duration.point_tens": {
    en: "Minutes and tens of seconds: the file’s seconds lose their last zero.",
    fr: "Minutes et dizaines de secondes : les secondes du fichier perdent leur dernier zéro.",
  },
  "duration.impossible": {
    en: "Sixty seconds or minutes and more behind a larger unit.",
    fr: "Soixante secondes ou minutes et plus derrière une unité plus grande.",
  },
  "duration.too_long": { en: "Longer than six hours.", fr: "Plus de six heures." },
  "duration.none": { en: "A game that lasted no time.", fr: "Une partie qui n’a pas duré." },
  "duration.unreadable": { en: "Not a duration.", fr: "Pas une durée." },
  "season.form": {
    en: "The same season in another form.",
    fr: "La même saison sous une autre forme.",
  },
  "season.one_year": {
    en: "One year alone: the season that ends in it, unless the file only tells the one that begins in it.",
    fr: "Une seule année : la saison qui s’y achève, sauf si le fichier ne dit que celle qui y commence.",
  },
  "season.impossible": {
    en: "Two years that do not follow each other.",
    fr: "Deux années qui ne se suivent pas.",
  },
  "season.unreadable": { en: "Not a season.", fr: "Pas une saison." },
  "season.against_date": {
    en: "The game’s date lies outside its season.",
    fr: "La date de la partie est hors de sa saison.",
  },
} as const satisfies Record<string, Sentence>;
