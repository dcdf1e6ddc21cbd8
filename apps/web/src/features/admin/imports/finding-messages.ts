import type { FindingKind } from "@babyfoot/history";

/** What only the games that are here already could tell. */
type BesideKind = "known_game" | "differing_game" | "name_of_another";
type FindingTexts = Record<`finding_${FindingKind | BesideKind}`, string>;

/** What was noticed about a file, kind by kind. */
export const findingsFr = {
  finding_cell: "Cellules qui n’ont pas été gardées telles quelles.",
  finding_ragged_row: "Lignes qui ont plus ou moins de cellules que la première.",
  finding_row_without_key:
    "Lignes sans partie ou sans personne : elles ne peuvent compter nulle part.",
  finding_row_disagrees:
    "Lignes qui contredisent les autres lignes de leur partie : la majorité décide.",
  finding_duplicate: "Lignes données deux fois, mot pour mot : une seule compte.",
  finding_duplicate_differs:
    "La même personne deux fois dans la même partie, avec autre chose : la plus complète compte.",
  finding_winner_contradicts:
    "Parties dont le vainqueur annoncé n’est pas celui du score : le score décide.",
  finding_more_goals_than_scored:
    "Des personnes ont plus de buts que leur équipe : les deux sont gardés, rien n’est réparé.",
  finding_season_contradicts: "Parties dont la saison ne va pas avec la date.",
  finding_after_recording: "Parties jouées après le jour où elles ont été notées.",
  finding_uneven_sides: "Parties où les deux côtés n’ont pas le même nombre de personnes.",
  finding_side_repaired: "Personnes passées de l’autre côté, parce que trois sur quatre le disent.",
  finding_same_name: "Des personnes différentes portent le même nom : elles restent différentes.",
  finding_known_game: "Parties qui étaient déjà là : elles restent telles quelles.",
  finding_differing_game:
    "Parties déjà là qui disent maintenant autre chose : ce qui était là reste.",
  finding_name_of_another:
    "Des personnes du fichier portent le nom de quelqu’un d’ici : rien ne les réunit sans toi.",
} satisfies FindingTexts;

export const findingsEn: typeof findingsFr = {
  finding_cell: "Cells that were not kept as they are.",
  finding_ragged_row: "Rows that have more or fewer cells than the first.",
  finding_row_without_key: "Rows without a game or a person: they can count nowhere.",
  finding_row_disagrees: "Rows that contradict the other rows of their game: the majority decides.",
  finding_duplicate: "Rows given twice, word for word: one counts.",
  finding_duplicate_differs:
    "The same person twice in the same game, saying something else: the fuller one counts.",
  finding_winner_contradicts: "Games whose stated winner is not the score’s: the score decides.",
  finding_more_goals_than_scored:
    "People have more goals than their team: both are kept, nothing is repaired.",
  finding_season_contradicts: "Games whose season does not go with their date.",
  finding_after_recording: "Games played after the day on which they were noted.",
  finding_uneven_sides: "Games in which the two sides have different numbers of people.",
  finding_side_repaired: "People moved to the other side, because three of four say so.",
  finding_same_name: "Different people have one name: they stay different.",
  finding_known_game: "Games that were here already: they stay as they are.",
  finding_differing_game: "Games from before that now say something else: what was here stays.",
  finding_name_of_another:
    "People of the file have the name of somebody here: nothing brings them together without you.",
};
