import type { Sentences } from "./sentences.ts";
import { howOften, leadersOf, listed, mostOf, type Wording } from "./wording.ts";

const FRENCH: Wording = {
  and: "et",
  others: (count) => `${count} autres`,
  never: "moins d’une fois sur 1 000",
  always: "presque à chaque fois",
  times: (count, of) => `${count} fois sur ${whole(of)}`,
};

const formats = {
  whole: new Intl.NumberFormat("fr", { maximumFractionDigits: 0 }),
  one: new Intl.NumberFormat("fr", { maximumFractionDigits: 1 }),
};
const whole = (value: number): string => formats.whole.format(value);
const one = (value: number): string => formats.one.format(value);
const percent = (share: number): string => `${one(share * 100)} %`;
const many = (count: number, single: string, plural = `${single}s`): string =>
  `${whole(count)} ${count < 2 ? single : plural}`;
const names = (items: readonly { displayName: string }[]): string =>
  listed(
    items.map((item) => item.displayName),
    FRENCH,
  );
const chance = (pValue: number): string => howOften(pValue, FRENCH);

const NOTHING = "Rien n’a encore été joué dans ce que tu regardes.";
const WEEKDAYS = ["", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/** Which day is the busiest, or which share that. */
function dayWords(days: readonly { weekday: number }[], is: string, are: string): string {
  const named = days.map(({ weekday }) => `le ${WEEKDAYS[weekday]}`);
  if (named.length === 1) return `Le jour le plus chargé ${is} ${named[0]}`;
  return `Les jours les plus chargés ${are}, à égalité, ${listed(named, FRENCH)}`;
}

export const french: Sentences = {
  topScorers: ({ games, items }) => {
    const leaders = leadersOf(items);
    const [first] = leaders;
    if (games === 0) return NOTHING;
    if (first === undefined) return "Aucun but n’est attribué à quelqu’un qu’on peut nommer ici.";
    const goals = many(first.goals, "but");
    if (leaders.length > 1)
      return `${names(leaders)} sont à égalité en tête, avec ${goals} chacun.`;
    return `${first.displayName} marque le plus : ${goals} en ${many(first.games, "partie")}.`;
  },

  topDefenders: ({ games, items, inDefence }) => {
    const leaders = leadersOf(items);
    const [first] = leaders;
    if (games === 0) return NOTHING;
    if (first === undefined)
      return "Personne n’a compté les arrêts : on ne peut pas dire qui défend le mieux.";
    const saves = many(first.saves, "arrêt");
    const all =
      leaders.length > 1
        ? `${names(leaders)} sont à égalité en tête, avec ${saves} chacun.`
        : `${first.displayName} arrête le plus : ${saves} en ${many(first.games, "partie")}.`;
    const behind = leadersOf(inDefence);
    const [best] = behind;
    if (best === undefined) return `${all} Personne n’a noté qui jouait en défense.`;
    return `${all} En ne comptant que les parties jouées en défense : ${names(behind)}, ${many(best.saves, "arrêt")}${behind.length > 1 ? " chacun, à égalité" : ""}.`;
  },

  bestPlayer: ({ games, minimumGames, items }) => {
    const leaders = leadersOf(items);
    const [first] = leaders;
    const minimum = many(minimumGames, "partie");
    if (games === 0) return NOTHING;
    if (first === undefined)
      return `Personne n’a encore ${minimum} avec un résultat connu : c’est trop peu pour dire qui est le plus fort.`;
    if (leaders.length > 1)
      return `${names(leaders)} sont à égalité en tête, parmi celles et ceux qui ont au moins ${minimum}.`;
    const { interval } = first;
    const next = items.find(({ rank }) => rank > 1);
    const close = next !== undefined && next.interval.high > interval.low;
    return `${first.displayName} gagne le plus sûrement : ${percent(first.winShare)} de ses ${many(first.games, "partie")}, sans doute entre ${percent(interval.low)} et ${percent(interval.high)}. On ne compare que celles et ceux qui ont au moins ${minimum}.${close ? " L’écart avec la suite peut tenir au hasard." : ""}`;
  },

  tableUsage: ({ games, items, test }) => {
    const leaders = leadersOf(items);
    const [first] = leaders;
    if (games === 0) return NOTHING;
    if (first === undefined) return "Aucune partie ne dit à quelle table elle s’est jouée.";
    const codes = listed(
      leaders.map(({ code }) => code),
      FRENCH,
    );
    const most =
      leaders.length > 1
        ? `Les tables ${codes} sont à égalité en tête, avec ${many(first.games, "partie")} chacune.`
        : `La table ${codes} sert le plus : ${many(first.games, "partie")}, soit ${percent(first.share)}.`;
    if (test === null) return `${most} Il n’y a pas d’autre table à comparer.`;
    return test.differs
      ? `${most} Les tables ne servent pas toutes autant : le hasard seul donnerait une telle différence ${chance(test.pValue)}.`
      : `${most} Rien ne dit qu’une table soit préférée : une différence pareille arrive par hasard ${chance(test.pValue)}.`;
  },

  peakHours: ({ games, hours, weekdays, test }) => {
    if (games === 0) return NOTHING;
    const busiest = hours.toSorted((a, b) => b.games - a.games)[0];
    const when =
      busiest === undefined
        ? "Aucune partie n’a d’heure : on ne peut pas dire à quelle heure on joue le plus."
        : `On joue le plus le ${WEEKDAYS[busiest.weekday]} entre ${busiest.hour} h et ${busiest.hour + 1} h : ${many(busiest.games, "partie")}${hours.filter((hour) => hour.games === busiest.games).length > 1 ? ", à égalité avec d’autres moments" : ""}.`;
    const busiestDays = mostOf(weekdays, (day) => day.perDay);
    const [top] = busiestDays;
    if (top === undefined || test === null) return when;
    if (!test.differs)
      return `${when} Rien ne dit qu’un jour de la semaine soit plus chargé : des différences pareilles arrivent par hasard ${chance(test.pValue)}.`;
    return `${when} ${dayWords(busiestDays, "est", "sont")}, avec ${one(top.perDay)} par jour en moyenne ; le hasard seul donnerait de telles différences entre les jours ${chance(test.pValue)}.`;
  },

  sideInfluence: ({ games, red, decided, interval, test }) => {
    if (games === 0) return NOTHING;
    if (interval === null || test === null)
      return "Aucune partie n’a de gagnant connu : on ne peut rien dire des côtés.";
    const among =
      decided === 1 ? "de la seule partie décidée" : `des ${whole(decided)} parties décidées`;
    const share = `Rouge gagne ${percent(red.share)} ${among} (sans doute entre ${percent(interval.low)} et ${percent(interval.high)})`;
    if (!test.differs)
      return `${share}. Rien ne dit que le côté compte : une différence pareille arrive par hasard ${chance(test.pValue)}.`;
    const side = red.share > 0.5 ? "Rouge" : "Bleu";
    return `${share}. Le côté semble compter, en faveur de ${side} : le hasard seul donnerait une telle différence ${chance(test.pValue)}.`;
  },

  records: ({ games, items }) => {
    if (games === 0) return NOTHING;
    const streak = items.find(({ kind }) => kind === "longest_win_streak");
    const win = items.find(({ kind }) => kind === "biggest_win");
    const told: string[] = [];
    if (win !== undefined)
      told.push(
        `La plus large victoire : ${many(win.value, "but")} d’écart${win.held > 1 ? `, ${whole(win.held)} fois` : ""}.`,
      );
    const people = streak?.holders.flatMap(({ player }) => player ?? []) ?? [];
    if (streak !== undefined && people.length > 0)
      told.push(
        `La plus longue série : ${many(streak.value, "victoire")} de suite, par ${names(people)}${streak.held > people.length ? " et d’autres" : ""}${streak.held > 1 ? ", à égalité" : ""}.`,
      );
    return told.length === 0 ? "Il n’y a encore aucun record à raconter." : told.join(" ");
  },

  demandForecast: ({ days, past }) => {
    const busiestDays = mostOf(days, (day) => Math.round(day.expected));
    const [busiest] = busiestDays;
    if (busiest === undefined)
      return "On a trop peu joué ces dernières semaines pour prévoir la suite.";
    const when = `${dayWords(busiestDays, "devrait être", "devraient être")}, avec environ ${many(Math.round(busiest.expected), "partie")} (entre ${whole(busiest.low)} et ${whole(busiest.high)}).`;
    if (past === null) return when;
    const better = past.meanError < past.naiveError;
    return `${when} Jusqu’ici, ces prévisions se sont trompées de ${one(past.meanError)} par jour en moyenne, ${better ? "mieux" : "pas mieux"} que de redire la semaine d’avant (${one(past.naiveError)}).`;
  },
};
