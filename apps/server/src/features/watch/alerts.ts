import { ALERT_RULES, type AlertRule } from "@babyfoot/contract";
import type { Db, Transaction } from "../../platform/database.ts";
import {
  beginEpisode,
  type Episode,
  endEpisode,
  keepStandings,
  mayJudge,
  noteTold,
  openEpisodes,
  readStandings,
  worsen,
} from "./alerts.queries.ts";
import { isStale, judge, type Standing, type Verdict } from "./judge.ts";
import { RULES } from "./rules.ts";
import type { Seen } from "./seen.ts";
import { silencedRules } from "./silences.ts";
import { type Story, type TellDeps, tellStories } from "./telling.ts";

/** Whoever has not mended it by then hears of it again. */
const AGAIN_AFTER_MS = 24 * 3_600_000;

/**
 * Judges all rules by what was seen and tells what has changed, in one transaction: several workers never tell it twice,
 * and one that ends in between has told nothing. Answers whether it was this one's turn.
 */
export const judgeAll = (db: Db, seen: Seen, deps: TellDeps): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    if (!(await mayJudge(tx))) return false;
    const standings = await readStandings(tx);
    if (isStale(standings.values(), new Date(seen.now))) return false;
    const open = await openEpisodes(tx);
    const verdicts = await judgeRules(tx, seen, { standings, open });
    const stories = await follow(tx, { seen, open, verdicts });
    await tellStories(tx, stories, deps);
    return true;
  });

async function judgeRules(
  tx: Transaction,
  seen: Seen,
  {
    standings,
    open,
  }: {
    standings: ReadonlyMap<AlertRule, Standing>;
    open: ReadonlyMap<AlertRule, Episode>;
  },
): Promise<Map<AlertRule, Verdict>> {
  const now = new Date(seen.now);
  const verdicts = new Map(
    ALERT_RULES.map((name) => {
      const rule = RULES[name];
      const situation = { before: standings.get(name), fires: open.has(name), now };
      return [name, judge(rule, rule.measure(seen), situation)] as const;
    }),
  );
  await keepStandings(tx, verdicts);
  return verdicts;
}

interface Judged {
  seen: Seen;
  open: ReadonlyMap<AlertRule, Episode>;
  verdicts: ReadonlyMap<AlertRule, Verdict>;
}

/** Writes what follows from the verdicts; answers what is to be told. */
async function follow(tx: Transaction, { seen, open, verdicts }: Judged): Promise<Story[]> {
  const now = new Date(seen.now);
  const silenced = await silencedRules(tx, now);
  const stories: Story[] = [];
  for (const [rule, { value, change }] of verdicts) {
    const episode =
      change === "fires"
        ? await beginEpisode(tx, { rule, at: now, worst: value ?? 0 })
        : open.get(rule);
    if (episode === undefined) continue;
    if (change === "clears") {
      await endEpisode(tx, episode.id, now);
      // Whoever never heard of it need not hear that it is over, nor who wants to hear nothing.
      if (episode.told > 0 && !silenced.has(rule))
        stories.push({ episode, value, event: "cleared" });
    } else {
      if (value !== null && isWorse(rule, value, episode)) await worsen(tx, episode.id, value);
      if (silenced.has(rule) || !isDue(episode, now)) continue;
      await noteTold(tx, episode.id, now);
      stories.push({ episode, value, event: "fired" });
    }
  }
  return stories;
}

const isWorse = (rule: AlertRule, value: number, { worst }: Episode): boolean =>
  RULES[rule].direction === "above" ? value > worst : value < worst;

const isDue = ({ toldAt }: Episode, now: Date): boolean =>
  toldAt === null || now.getTime() - toldAt.getTime() >= AGAIN_AFTER_MS;
