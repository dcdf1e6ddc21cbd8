import type { Column } from "./column.ts";

/** Names by which files call our columns, folded: lower case, no accents, spaces for signs. Our own name is always one. */
export const NAMES: Readonly<Record<Column, string>> = {
  game_id:
    "game|match|match id|id match|id partie|partie id|partie|game no|game number|match number|n match|n partie|numero partie|numero match|id game|gameid|matchid|id jeu",
  date: "game date|match date|played on|played at|jour|day|date partie|date match|date de jeu|date du match|date de la partie|gamedate|started at|start|debut|date heure|datetime|date time",
  time: "game time|match time|heure|time of day|heure de debut|start time|hour|heure match|heure partie",
  table_id: "table|table no|table number|n table|numero table|tableid|id table|babyfoot|baby foot",
  location:
    "place|venue|lieu|site|campus|salle|room|endroit|emplacement|localisation|game location|lieu partie",
  duration_seconds:
    "game duration|match duration|duration|duree|duree partie|duree match|duree de la partie|length|game length|duration seconds|duration s|duration sec|duration min|duration minutes|duree secondes|duree minutes|duree s|duree sec|duree min|temps de jeu",
  score: "final score|score final|result|resultat|scores",
  score_red:
    "final score red|red score|score rouge|rouge score|score equipe rouge|red goals|buts rouge|buts rouges|red|rouge|score final rouge|red final score|score r",
  score_blue:
    "final score blue|blue score|score bleu|bleu score|score equipe bleue|blue goals|buts bleu|buts bleus|blue|bleu|score final bleu|blue final score|score b",
  winner:
    "winning team|winning side|vainqueur|gagnant|equipe gagnante|camp gagnant|winner team|winner side|winner color|winner colour",
  season: "saison|annee scolaire|school year|academic year|season name",
  ball_type: "ball|balle|type balle|type de balle|ball used|balltype",
  table_condition: "condition|etat|etat table|etat de la table|table state|state of table",
  attendance:
    "attendance count|spectators|spectateurs|public|affluence|crowd|nb spectateurs|nombre de spectateurs|viewers",
  recorded_by: "recorder|source|enregistre par|saisi par|recorded with|scribe|entered by",
  rating: "rating raw|game rating|match rating|note|note partie|evaluation|stars|etoiles",
  referee: "arbitre|ref|umpire|game referee",
  music: "music playing|musique|song|playlist",
  recorded_at:
    "created at|cree le|date creation|date de saisie|timestamp|inserted at|recorded on|created|date enregistrement|enregistre le",
  player_id:
    "joueur id|id joueur|user id|member id|playerid|id player|student id|id etudiant|etudiant id|identifiant joueur|matricule",
  player_name:
    "name|nom|player|joueur|nom joueur|nom du joueur|playername|pseudo|nickname|joueur nom|display name",
  canonical_name:
    "player canonical name|full name|nom complet|nom canonique|real name|fullname|player full name",
  team: "team color|team colour|side|camp|cote|equipe|couleur|couleur equipe|color|colour|player team|player side|team side",
  role: "player role|position|poste|player position|role joueur",
  goals:
    "player goals|goals scored|buts|buts marques|nb buts|nombre de buts|scored|buts joueur|goal count",
  own_goals:
    "player own goals|own goal|csc|contre son camp|buts contre son camp|buts csc|autogoals|owngoals",
  assists: "player assists|assist|passes|passes decisives|passes d|pd|nb passes",
  saves: "player saves|save|arrets|parades|nb arrets|arrets joueur",
  possession_seconds:
    "possession time|possession|temps de possession|possession s|possession sec|ball possession|possession min|possession minutes|temps possession",
  is_substitute: "substitute|sub|remplacant|est remplacant|remplacante|is sub",
  ping_ms: "ping|latency|latence|latency ms|latence ms",
  mood: "humeur|player mood",
  comment: "player comment|comments|commentaire|commentaires|remarque",
  notes: "player notes|observations|game notes",
};
