import {
  ALERT_RULES,
  type Alert,
  type AlertRule,
  HEALTH_PARTS,
  type HealthReport,
  type Locale,
} from "@babyfoot/contract";
import type { Settings } from "../../config.ts";
import type { Db } from "../../platform/database.ts";
import {
  type Episode,
  episodesSince,
  type KeptStanding,
  openEpisodes,
  readStandings,
} from "./alerts.queries.ts";
import { limitText, measuredText, thingsText } from "./measured.messages.ts";
import { judgeParts, type KeptPart, readParts } from "./parts.ts";
import { presentRecovery } from "./recovery.view.ts";
import {
  presentCertificate,
  presentProcess,
  presentSpread,
  presentStorage,
} from "./report.view.ts";
import { RULES } from "./rules.ts";
import { look, type Seen } from "./seen.ts";
import { presentSilence, readSilences, type SilenceRow } from "./silences.ts";
import { RULE_WORDS } from "./watch.messages.ts";

interface ReportDeps {
  db: Db;
  settings: Pick<Settings, "DATABASE_URL" | "DATA_DIR" | "EXPORT_URL" | "SMTP_URL">;
  version: string;
  commit: string;
}

const EPISODES_MS = 30 * 86_400_000;
const MOST_SENSORS = 50;

/** How the whole installation is, in the words of a language. */
export async function readReport(deps: ReportDeps, locale: Locale): Promise<HealthReport> {
  const { db, settings, version, commit } = deps;
  const seen = await look(db, settings);
  const { now, facts } = seen;
  const [standings, open, episodes, silences, kept] = await Promise.all([
    readStandings(db),
    openEpisodes(db),
    episodesSince(db, new Date(now - EPISODES_MS)),
    readSilences(db, new Date(now)),
    readParts(db),
  ]);
  const alerts = ALERT_RULES.map((rule) =>
    presentAlert(rule, { locale, standing: standings.get(rule), open: open.get(rule), silences }),
  );
  const titleOf = (rule: AlertRule) => RULE_WORDS[locale][rule].title;
  return {
    at: new Date(now).toISOString(),
    verdict: verdictOf(alerts, seen),
    ...{ parts: presentParts(seen, kept), alerts, machineCpu: cpuOf(seen) },
    episodes: episodes.map((episode) => presentEpisode(episode, titleOf(episode.rule))),
    silences: silences.map((row) => presentSilence(row, titleOf(row.rule))),
    processes: [...seen.processes, ...seen.lost].map(presentProcess),
    storage: presentStorage(seen),
    connections: { used: facts.connections, allowed: facts.connectionsAllowed },
    ...{ ingest: presentSpread(seen.recent?.ingest), live: presentSpread(seen.recent?.live) },
    sensors: { heard: facts.sensorsHeard, silent: seen.silentSensors.slice(0, MOST_SENSORS) },
    ...{ queueSeconds: facts.queueSeconds, outboxSeconds: facts.outboxSeconds },
    recovery: presentRecovery(seen),
    certificates: seen.certificates.map(presentCertificate),
    versions: {
      ...{ app: version, commit, schema: facts.schema, postgresql: facts.postgresql },
      node: process.versions.node,
    },
  };
}

const cpuOf = ({ processes }: Seen): number | null =>
  processes.length === 0 ? null : Math.max(...processes.map(({ told }) => told.machineCpu));

/** Without a worker nobody judges: then nothing that was said before is worth anything. */
function verdictOf(alerts: readonly Alert[], seen: Seen): HealthReport["verdict"] {
  const firing = alerts.filter(({ state }) => state === "firing");
  const parts = judgeParts(seen);
  if (firing.some(({ severity }) => severity === "critical") || parts.get("workers") === "failing")
    return "critical";
  const isFailing = [...parts.values()].includes("failing");
  return firing.length > 0 || isFailing ? "warning" : "well";
}

const presentParts = (seen: Seen, kept: ReadonlyMap<string, KeptPart>): HealthReport["parts"] => {
  const states = judgeParts(seen);
  return HEALTH_PARTS.map((part) => {
    const state = states.get(part) ?? "unknown";
    const known = kept.get(part);
    const noted = known?.state === state ? known.since : null;
    const since = part === "database" ? seen.facts.databaseSince : noted;
    return { part, state, since: since?.toISOString() ?? null };
  });
};

interface Shown {
  locale: Locale;
  standing: KeptStanding | undefined;
  open: Episode | undefined;
  silences: readonly SilenceRow[];
}

function presentAlert(name: AlertRule, { locale, standing, open, silences }: Shown): Alert {
  const { severity, unit, direction, beyond, forSeconds } = RULES[name];
  const { value, things } = standing ?? { value: null, things: [] };
  const pending = standing?.breachedSince ?? null;
  const state =
    open !== undefined
      ? "firing"
      : pending !== null
        ? "pending"
        : standing === undefined
          ? "unknown"
          : "well";
  const silenced = silences.find(({ rule }) => rule === name);
  return {
    ...{ rule: name, severity, unit, state, forSeconds, ...RULE_WORDS[locale][name] },
    since: (open?.firedAt ?? pending)?.toISOString() ?? null,
    value: value !== null && Number.isFinite(value) ? value : null,
    ...{ measured: measuredText(locale, name, value), limit: limitText(locale, name) },
    ...{ where: thingsText(locale, name, things), fires: { beyond, direction } },
    silencedUntil: silenced?.endsAt.toISOString() ?? null,
  };
}

const presentEpisode = ({ id, rule, firedAt, clearedAt }: Episode, title: string) => ({
  ...{ id, rule, title, severity: RULES[rule].severity, firedAt: firedAt.toISOString() },
  clearedAt: clearedAt?.toISOString() ?? null,
});
