import { type Counted, catalogue, counted } from "../../../shared/i18n/catalogue.ts";
import { fieldsEn, fieldsFr } from "./field-messages.ts";
import { findingsEn, findingsFr } from "./finding-messages.ts";

interface Contents {
  games: Counted;
  lines: Counted;
}

const gamesFr = (games: Counted) => counted("fr", games, { one: "partie", other: "parties" });
const gamesEn = (games: Counted) => counted("en", games, { one: "game", other: "games" });
const linesFr = (lines: Counted) =>
  counted("fr", lines, { one: "participation", other: "participations" });
const linesEn = (lines: Counted) => counted("en", lines, { one: "entry", other: "entries" });

const fr = {
  title: "Imports",
  intro:
    "Un historique tenu à la main, par caméra ou par robot devient des parties comme les autres. Le fichier est d’abord lu et jugé ; rien ne change avant ton accord.",
  dropTitle: "Dépose l’historique ici",
  dropText: "Un fichier .csv ou .csv.gz, jusqu’à 2 Go une fois déplié.",
  choose: "Choisir un fichier",
  chosen: (p: { name: string; size: string }) => `${p.name}, ${p.size}`,
  megabytes: (p: { size: string }) => `${p.size} Mo`,
  another: "Un autre fichier",
  venue: "Le lieu de ces parties",
  previewFirst: "Montrer d’abord ce qui se passerait",
  repairSides: "Réparer le côté que trois personnes sur quatre contredisent",
  read: "Lire le fichier",
  sending: (p: { share: string }) => `Envoi du fichier : ${p.share}`,
  stop: "Arrêter l’envoi",
  earlier: "Imports précédents",
  noneTitle: "Aucun import encore",
  noneText: "Le premier historique que tu donnes sera ici, avec son rapport.",
  fromShell: "en ligne de commande",
  byName: (p: { name: string; when: string }) => `${p.name}, ${p.when}`,
  summary: (p: Contents & { players: Counted }) =>
    `${gamesFr(p.games)}, ${linesFr(p.lines)}, ${counted("fr", p.players, { one: "personne", other: "personnes" })}`,
  rowsSoFar: (p: { rows: string }) => `${p.rows} lignes lues`,
  known: (p: { known: string }) => `Déjà là, et laissées telles quelles : ${p.known}.`,
  differing: (p: { count: string }) =>
    `Parmi elles, qui disent maintenant autre chose : ${p.count}. Ce qui était là reste.`,
  backToList: "Tous les imports",

  receiving: "Réception",
  previewed: "À confirmer",
  importing: "En cours",
  finished: "Importé",
  unchanged: "Rien de nouveau",
  failed: "Échoué",
  cancelled: "Annulé",
  reverted: "Retiré",
  stage_receiving: "Le fichier arrive",
  stage_learning: "Première lecture : apprendre ses habitudes",
  stage_cleaning: "Seconde lecture : chaque cellule est lue",
  stage_judging: "Les lignes d’une même partie sont comparées",
  stage_loading: "Les parties sont rangées",
  stage_done: "C’est fait",
  progress: "Avancement",

  wouldGames: "parties entreraient",
  didGames: "parties importées",
  confirm: "Importer pour de bon",
  confirmText: "Tout entre d’un coup, ou rien. Tu pourras le retirer ensuite.",
  cancelImport: "Ne pas importer",
  cancelled_done: "C’est annulé, rien n’a changé.",
  revert: "Retirer cet import",
  revertTitle: "Retirer cet import ?",
  revertText: (p: Contents) =>
    `Ce qu’il a apporté disparaît : ${gamesFr(p.games)} et ${linesFr(p.lines)}. Les chiffres sont recomptés. Les matchs joués ici et les autres imports restent. Les personnes que lui seul connaissait s’en vont aussi.`,
  revertDo: "Retirer les parties",
  finishedText: "Ces parties comptent dans les chiffres.",
  unchangedText: "Tout ce que dit ce fichier était déjà là : rien n’a changé.",
  revertedText: "Ces parties ont été retirées. Le rapport reste.",
  cancelledText: "Rien n’est entré.",
  seeFigures: "Voir les chiffres",

  failedTitle: "Ce fichier n’a pas pu être lu",
  not_csv: "Ce n’est pas un tableau CSV.",
  missing_columns:
    "Il manque la colonne qui dit quelle partie, ou celle qui dit qui a joué. Si elles ont un autre nom, montre-les ci-dessous.",
  header_too_short:
    "La première ligne a moins de colonnes que les autres : les cellules seraient décalées.",
  no_rows: "Il n’y a aucune ligne sous les titres.",
  row_too_long: "Une ligne est démesurée : un guillemet n’est sans doute pas fermé.",
  not_a_history: "Ce fichier n’est pas un historique de matchs.",
  too_large: "Il est plus grand que ce que le serveur accepte.",
  gzip_broken: "L’archive .gz est abîmée ou coupée.",
  broken_off: "L’envoi s’est arrêté en route. Rien n’a changé ; envoie-le encore.",
  storage_full: "Le serveur n’a plus de place.",
  otherFailure: (p: { code: string }) => `Le serveur dit : ${p.code}. Rien n’a changé.`,
  failureDetail: (p: { detail: string }) => `En cause : ${p.detail}`,

  mappingTitle: "Les colonnes que nous n’avons pas reconnues",
  mappingText:
    "Dis ce que c’est, et le fichier est relu. Ce que tu laisses de côté est gardé tel quel, sans compter.",
  aside: "Garder de côté",
  readAgain: "Relire ainsi",
  fileAgain: "Redonne le même fichier : le navigateur ne l’a plus.",

  firstRows: "Les premières lignes, cellule par cellule",
  firstRowsText:
    "Touche une cellule pour voir la règle. Les flèches du clavier vont de l’une à l’autre.",
  rowColumn: "Ligne",
  pickCell: "Aucune cellule choisie.",
  cellSaid: (p: { column: string; row: string; certainty: string }) =>
    `${p.column}, ligne ${p.row} : ${p.certainty}`,
  becomes: (p: { raw: string; value: string }) => `« ${p.raw} » devient ${p.value}`,

  heatTitle: "Le fichier d’un coup d’œil",
  heatCaption:
    "Une ligne par colonne, le fichier de gauche à droite. Le nombre est la part de ce qui est dit qui n’a qu’une lecture possible.",
  firstRow: "première ligne",
  lastRow: (p: { row: string }) => `ligne ${p.row}`,
  silent: "vide",
  kept: "gardé",
  changed: "réécrit",
  guessed: "supposé",
  refused: "refusé",
  empty: "vide",
  keptMeans: "gardé tel quel",
  changedMeans: "réécrit, une seule lecture possible",
  guessedMeans: "supposé par une règle dite",
  refusedMeans: "impossible ou illisible, donc inconnu",
  emptyMeans: "rien n’est dit",
  columnsTitle: "Colonne par colonne",
  columnsText: "Chaque règle, combien de fois, et trois exemples.",
  keptAside: "gardée de côté",
  row: (p: { row: string }) => `ligne ${p.row}`,
  blank: "vide",
  unknown: "inconnu",
  findingsTitle: "Ce qui ne colle pas",
  noFindings: "Rien ne se contredit.",
  unanswerableTitle: "Ce que ce fichier ne peut pas dire",
  no_time_of_day: "À quelle heure on joue : il n’a pas d’heures.",
  untold: (p: { name: string }) => `${p.name} : le fichier n’en dit rien.`,
  downloads: "À garder",
  reportCsv: "Tous les constats (CSV)",
  reportJson: "Le rapport (JSON)",
  theFile: "Le fichier d’origine",
  ...fieldsFr,
  ...findingsFr,
};

const en: typeof fr = {
  title: "Imports",
  intro:
    "A history kept by hand, by camera or by bot becomes games like any others. The file is read and judged first; nothing changes before you agree.",
  dropTitle: "Drop the history here",
  dropText: "A .csv or .csv.gz file, up to 2 GB once unzipped.",
  choose: "Choose a file",
  chosen: (p) => `${p.name}, ${p.size}`,
  megabytes: (p) => `${p.size} MB`,
  another: "Another file",
  venue: "The venue of these games",
  previewFirst: "First show what would happen",
  repairSides: "Repair a side that three people of four contradict",
  read: "Read the file",
  sending: (p) => `Sending the file: ${p.share}`,
  stop: "Stop sending",
  earlier: "Earlier imports",
  noneTitle: "No import yet",
  noneText: "The first history you give will be here, with its report.",
  fromShell: "from the command line",
  byName: (p) => `${p.name}, ${p.when}`,
  summary: (p) =>
    `${gamesEn(p.games)}, ${linesEn(p.lines)}, ${counted("en", p.players, { one: "person", other: "people" })}`,
  rowsSoFar: (p) => `${p.rows} rows read`,
  known: (p) => `Here already, and left as they are: ${p.known}.`,
  differing: (p) => `Of those, now saying something else: ${p.count}. What was here stays.`,
  backToList: "All imports",

  receiving: "Receiving",
  previewed: "To be confirmed",
  importing: "Under way",
  finished: "Imported",
  unchanged: "Nothing new",
  failed: "Failed",
  cancelled: "Cancelled",
  reverted: "Taken back",
  stage_receiving: "The file is coming in",
  stage_learning: "First reading: learning its habits",
  stage_cleaning: "Second reading: every cell is read",
  stage_judging: "The rows of each game are compared",
  stage_loading: "The games are put in their place",
  stage_done: "Done",
  progress: "Progress",

  wouldGames: "games would come in",
  didGames: "games imported",
  confirm: "Import for good",
  confirmText: "All of it comes in at once, or nothing. You can take it back later.",
  cancelImport: "Do not import",
  cancelled_done: "It is cancelled, nothing has changed.",
  revert: "Take this import back",
  revertTitle: "Take this import back?",
  revertText: (p) =>
    `What it brought disappears: ${gamesEn(p.games)} and ${linesEn(p.lines)}. The figures are counted again. Matches played here and other imports stay. People that only it knew leave as well.`,
  revertDo: "Take the games back",
  finishedText: "These games count in the figures.",
  unchangedText: "All that this file says was here already: nothing has changed.",
  revertedText: "These games were taken back. The report stays.",
  cancelledText: "Nothing came in.",
  seeFigures: "See the figures",

  failedTitle: "This file could not be read",
  not_csv: "It is not a CSV table.",
  missing_columns:
    "The column that says which game, or the one that says who played, is missing. If they have other names, show them below.",
  header_too_short:
    "The first line has fewer columns than the others: cells would be out of place.",
  no_rows: "There is no row below the header.",
  row_too_long: "A row is beyond measure: a quote is probably not closed.",
  not_a_history: "This file is not a history of matches.",
  too_large: "It is larger than the server takes.",
  gzip_broken: "The .gz archive is damaged or cut off.",
  broken_off: "Sending broke off on the way. Nothing has changed; send it again.",
  storage_full: "The server has run out of space.",
  otherFailure: (p) => `The server says: ${p.code}. Nothing has changed.`,
  failureDetail: (p) => `About: ${p.detail}`,

  mappingTitle: "The columns that we did not recognise",
  mappingText:
    "Say what they are, and the file is read again. What you leave aside is kept as it is, and does not count.",
  aside: "Keep aside",
  readAgain: "Read it this way",
  fileAgain: "Give the same file again: the browser no longer has it.",

  firstRows: "The first rows, cell by cell",
  firstRowsText: "Touch a cell to see its rule. The arrow keys go from one to the next.",
  rowColumn: "Row",
  pickCell: "No cell chosen.",
  cellSaid: (p) => `${p.column}, row ${p.row}: ${p.certainty}`,
  becomes: (p) => `“${p.raw}” becomes ${p.value}`,

  heatTitle: "The file at a glance",
  heatCaption:
    "One line a column, the file from left to right. The number is the share of what is said that can be read in one way only.",
  firstRow: "first row",
  lastRow: (p) => `row ${p.row}`,
  silent: "empty",
  kept: "kept",
  changed: "rewritten",
  guessed: "supposed",
  refused: "refused",
  empty: "empty",
  keptMeans: "kept as it is",
  changedMeans: "rewritten, one possible reading",
  guessedMeans: "supposed by a stated rule",
  refusedMeans: "impossible or unreadable, so unknown",
  emptyMeans: "nothing was said",
  columnsTitle: "Column by column",
  columnsText: "Every rule, how often, and three examples.",
  keptAside: "kept aside",
  row: (p) => `row ${p.row}`,
  blank: "empty",
  unknown: "unknown",
  findingsTitle: "What does not fit",
  noFindings: "Nothing contradicts itself.",
  unanswerableTitle: "What this file cannot say",
  no_time_of_day: "At what time people play: it has no time of day.",
  untold: (p) => `${p.name}: the file says nothing of it.`,
  downloads: "To keep",
  reportCsv: "All findings (CSV)",
  reportJson: "The report (JSON)",
  theFile: "The file itself",
  ...fieldsEn,
  ...findingsEn,
};

export const importMessages = catalogue({ fr, en });

type Keys = keyof typeof fr;
export type FindingName = Keys extends infer Key
  ? Key extends `finding_${infer Name}`
    ? Name
    : never
  : never;
