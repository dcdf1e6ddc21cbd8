import type { AlertRule, Locale } from "@babyfoot/contract";
import { frenchSpacing } from "../../platform/typography.ts";

interface RuleWords {
  /** What is wrong, as a sentence without its full stop. */
  title: string;
  /** What to do first: the line of docs/operations/runbook.md. */
  firstDo: string;
}

const fr: Record<AlertRule, RuleWords> = {
  cpu: {
    title: "Le processeur est presque tout le temps occupé",
    firstDo:
      "Un import ou un export est-il en cours ? Il passe. Sinon `top` dit qui calcule ; un processus de babyfoot se relance sans perte.",
  },
  storage_free: {
    title: "Il reste peu de place sur le disque",
    firstDo:
      "`babyfoot doctor` dit ce qui prend la place. Les journaux d’abord : `journalctl --vacuum-size=200M`, puis d’anciens exports. Ne touche jamais à pg_wal.",
  },
  storage_forecast: {
    title: "Le disque sera bientôt plein",
    firstDo:
      "Regarde ce qui grandit (base ou disque) et prévois un disque plus grand avant la date.",
  },
  connections: {
    title: "La base n’a presque plus de connexions libres",
    firstDo:
      "Compte-les : `select usename, count(*) from pg_stat_activity group by 1`. Des analystes ? Sinon baisse DATABASE_POOL_SIZE ou relance le serveur.",
  },
  sensors_silent: {
    title: "Des capteurs se taisent",
    firstDo: "La page des appareils les nomme : alimentation, Wi-Fi, puis jeton.",
  },
  queue_age: {
    title: "Le travail de fond prend du retard",
    firstDo: "Un processus `worker` tourne-t-il ? Cherche « job failed » dans les journaux.",
  },
  outbox_age: {
    title: "Des notifications attendent",
    firstDo: "Le serveur de mail répond-il ? Cherche « could not tell » dans les journaux.",
  },
  event_loop: {
    title: "Un processus répond avec du retard",
    firstDo: "Cherche les appels lents dans les journaux ; s’il reste lent, relance-le.",
  },
  server_errors: {
    title: "Le serveur répond par des erreurs",
    firstDo:
      "Une version vient d’être mise en place ? `babyfoot rollback`. Sinon l’identifiant de l’appel mène à l’erreur dans les journaux.",
  },
  ingest_latency: {
    title: "Les buts mettent longtemps à être comptés",
    firstDo: "Regarde le processeur, le disque et les requêtes lentes de la base, dans cet ordre.",
  },
  live_latency: {
    title: "Les buts arrivent tard sur les écrans",
    firstDo:
      "Regarde le retard des processus et celui de l’ingestion ; puis le nombre de spectateurs.",
  },
  bus: {
    title: "Un processus n’entend plus les annonces",
    firstDo:
      "Il se reconnecte seul. S’il n’y arrive pas, la base refuse : regarde ses connexions et ses journaux.",
  },
  broker: {
    title: "Le broker MQTT ne répond pas",
    firstDo:
      "`systemctl status mosquitto` ; les tables gardent leurs buts et les enverront à son retour.",
  },
  replica_lag: {
    title: "La réplique est en retard",
    firstDo:
      "La base principale répond à sa place. Un import en cours ? Il passe. Sinon regarde le réseau entre les deux.",
  },
  mail_failing: {
    title: "Des mails ne partent pas",
    firstDo:
      "Vérifie SMTP_URL et que le port du serveur de mail est ouvert ; les mails repartent seuls.",
  },
  export_failing: {
    title: "L’export de nuit échoue",
    firstDo:
      "La page des exports dit pourquoi ; vérifie EXPORT_URL et ses droits. Rien n’est perdu, il réessaie.",
  },
  backup_late: {
    title: "La sauvegarde de la nuit manque",
    firstDo: "`systemctl status babyfoot-backup`, puis `babyfoot backup` à la main.",
  },
  backup_failed: {
    title: "La dernière sauvegarde a échoué",
    firstDo: "La page de santé dit pourquoi ; corrige, puis `babyfoot backup` à la main.",
  },
  drill_late: {
    title: "L’exercice de restauration manque",
    firstDo: "`babyfoot drill` à la main ; puis `systemctl status babyfoot-drill`.",
  },
  drill_failed: {
    title: "L’exercice de restauration a échoué",
    firstDo:
      "La sauvegarde ne se restaure pas : fais-en une complète, puis `babyfoot drill`, avant toute autre chose.",
  },
  wal_archiving: {
    title: "Le journal de la base n’est plus archivé",
    firstDo:
      "Ce qui se joue depuis serait perdu. `babyfoot doctor` ; le dépôt est-il plein, joignable, inscriptible ?",
  },
  certificate: {
    title: "Un certificat arrive à sa fin",
    firstDo:
      "Caddy le renouvelle tant que le nom mène ici et que les ports 80 et 443 sont ouverts : `journalctl -u caddy`.",
  },
};

const en: Record<AlertRule, RuleWords> = {
  cpu: {
    title: "The processor is busy nearly all the time",
    firstDo:
      "Is an import or export running? It passes. Else `top` says who computes; a process of babyfoot restarts without loss.",
  },
  storage_free: {
    title: "Little room is left on the disk",
    firstDo:
      "`babyfoot doctor` says what takes the room. Logs first: `journalctl --vacuum-size=200M`, then old exports. Never touch pg_wal.",
  },
  storage_forecast: {
    title: "The disk will soon be full",
    firstDo: "Look at what grows (database or disk) and plan a larger disk before the date.",
  },
  connections: {
    title: "The database has hardly any free connections",
    firstDo:
      "Count them: `select usename, count(*) from pg_stat_activity group by 1`. Analysts? Else lower DATABASE_POOL_SIZE or restart the server.",
  },
  sensors_silent: {
    title: "Sensors have gone silent",
    firstDo: "The page of devices names them: power, Wi-Fi, then token.",
  },
  queue_age: {
    title: "Background work falls behind",
    firstDo: "Does a `worker` process run? Look for “job failed” in the logs.",
  },
  outbox_age: {
    title: "Notifications wait",
    firstDo: "Does the mail server answer? Look for “could not tell” in the logs.",
  },
  event_loop: {
    title: "A process answers late",
    firstDo: "Look for slow calls in the logs; restart it if it stays slow.",
  },
  server_errors: {
    title: "The server answers with errors",
    firstDo:
      "Was a release just put in place? `babyfoot rollback`. Else the request id leads to the error in the logs.",
  },
  ingest_latency: {
    title: "Goals take long to be counted",
    firstDo:
      "Look at the processor, the disk and the slow statements of the database, in this order.",
  },
  live_latency: {
    title: "Goals are late on the screens",
    firstDo:
      "Look at the delay of processes and at that of counting goals; then at the number of viewers.",
  },
  bus: {
    title: "A process no longer hears announcements",
    firstDo:
      "It connects again by itself. If it cannot, the database refuses: look at its connections and logs.",
  },
  broker: {
    title: "The MQTT broker does not answer",
    firstDo: "`systemctl status mosquitto`; tables keep their goals and send them when it is back.",
  },
  replica_lag: {
    title: "The replica is behind",
    firstDo:
      "The primary answers in its place. Is an import running? It passes. Else look at the network between the two.",
  },
  mail_failing: {
    title: "Mails do not leave",
    firstDo:
      "Check SMTP_URL, and that the port of the mail server is open; mails leave by themselves then.",
  },
  export_failing: {
    title: "The nightly export fails",
    firstDo:
      "The page of exports says why; check EXPORT_URL and its rights. Nothing is lost, it tries again.",
  },
  backup_late: {
    title: "Last night’s backup is missing",
    firstDo: "`systemctl status babyfoot-backup`, then `babyfoot backup` by hand.",
  },
  backup_failed: {
    title: "The last backup has failed",
    firstDo: "The health page says why; mend it, then `babyfoot backup` by hand.",
  },
  drill_late: {
    title: "The restore drill is missing",
    firstDo: "`babyfoot drill` by hand; then `systemctl status babyfoot-drill`.",
  },
  drill_failed: {
    title: "The restore drill has failed",
    firstDo:
      "The backup does not restore: make a full one, then `babyfoot drill`, before anything else.",
  },
  wal_archiving: {
    title: "The log of the database is no longer archived",
    firstDo:
      "What is played since would be lost. `babyfoot doctor`; is the repository full, reachable, writable?",
  },
  certificate: {
    title: "A certificate nears its end",
    firstDo:
      "Caddy renews it while the name leads here and ports 80 and 443 are open: `journalctl -u caddy`.",
  },
};

/** What each rule says, by the reader's language: on the page, in mails and posts, and in the runbook. */
export const RULE_WORDS: Record<Locale, Record<AlertRule, RuleWords>> = { fr: spaced(fr), en };

function spaced(words: Record<AlertRule, RuleWords>): Record<AlertRule, RuleWords> {
  const all = Object.entries(words).map(([rule, { title, firstDo }]) => [
    rule,
    { title: frenchSpacing(title), firstDo: frenchSpacing(firstDo) },
  ]);
  return Object.fromEntries(all);
}
