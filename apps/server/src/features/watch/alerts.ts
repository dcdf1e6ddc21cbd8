import { ALERT_RULES, type AlertRule } from "@babyfoot/contract";
import type { Db, Transaction } from "../../platform/database.ts";
import {
  beginEpisode,
  type Episode,
  endEpisode,
  type KeptStanding,
  keepStandings,
  mayJudge,
  noteMoreTold,
  noteTold,
  noteToldOf,
  openEpisodes,
  readStandings,
  worsen,
} from "./alerts.queries.ts";
import { isStale, judge, type Verdict } from "./judge.ts";
import { RULES } from "./rules.ts";
import type { Seen } from "./seen.ts";
import { silencedRules } from "./silences.ts";
import { type Story, type TellDeps, tellStories } from "./telling.ts";
import { dueTelling, lastingThings, toldWithoutThings } from "./things.ts";

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

type Judgement = Verdict & KeptStanding;

async function judgeRules(
  tx: Transaction,
  seen: Seen,
  {
    standings,
    open,
  }: {
    standings: ReadonlyMap<AlertRule, KeptStanding>;
    open: ReadonlyMap<AlertRule, Episode>;
  },
): Promise<Map<AlertRule, Judgement>> {
  const now = new Date(seen.now);
  const verdicts = new Map(
    ALERT_RULES.map((name) => {
      const [rule, before] = [RULES[name], standings.get(name)];
      const verdict = judge(rule, rule.measure(seen), { before, fires: open.has(name), now });
      const things = lastingThings(rule.things?.(seen) ?? [], { before, now });
      return [name, { ...verdict, things, moreToldAt: before?.moreToldAt ?? null }] as const;
    }),
  );
  await keepStandings(tx, verdicts);
  return verdicts;
}

interface Judged {
  seen: Seen;
  open: ReadonlyMap<AlertRule, Episode>;
  verdicts: ReadonlyMap<AlertRule, Judgement>;
}

/** Writes what follows from the verdicts; answers what is to be told. */
async function follow(tx: Transaction, { seen, open, verdicts }: Judged): Promise<Story[]> {
  const now = new Date(seen.now);
  const silenced = await silencedRules(tx, now);
  const stories: Story[] = [];
  for (const [rule, judgement] of verdicts) {
    const { value, change } = judgement;
    const episode =
      change === "fires"
        ? await beginEpisode(tx, { rule, at: now, worst: value ?? 0 })
        : open.get(rule);
    if (episode === undefined) continue;
    const story =
      change === "clears"
        ? await end(tx, episode, judgement)
        : await goOn(tx, { episode, judgement, isSilenced: silenced.has(rule) });
    if (story !== undefined && !silenced.has(rule)) stories.push(story);
  }
  return stories;
}

/** Whoever never heard of it need not hear that it is over. */
async function end(
  tx: Transaction,
  episode: Episode,
  { value, judgedAt }: Judgement,
): Promise<Story | undefined> {
  const { id, rule, told } = episode;
  await endEpisode(tx, id, judgedAt);
  return told > 0 ? { episode, rule, value, event: "cleared" } : undefined;
}

interface Going {
  episode: Episode;
  judgement: Judgement;
  isSilenced: boolean;
}

async function goOn(
  tx: Transaction,
  { episode, judgement, isSilenced }: Going,
): Promise<Story | undefined> {
  const { value, things, moreToldAt, judgedAt: now } = judgement;
  const { id, rule } = episode;
  if (value !== null && isWorse(rule, value, episode)) await worsen(tx, id, value);
  if (toldWithoutThings(episode)) await noteToldOf(tx, episode, things);
  const situation = { episode, things, moreToldAt, now };
  const { telling, joined } = dueTelling(RULES[rule], situation);
  if (isSilenced || telling === null) return undefined;
  await noteTold(tx, id, now);
  await noteToldOf(tx, episode, things);
  if (telling === "more") await noteMoreTold(tx, rule, now);
  return { episode, rule, value, event: "fired", telling, things, joined };
}

const isWorse = (rule: AlertRule, value: number, { worst }: Episode): boolean =>
  RULES[rule].direction === "above" ? value > worst : value < worst;
