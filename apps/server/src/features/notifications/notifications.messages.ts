import type { Locale, NoticeKind, VenueEvent } from "@babyfoot/contract";

/** What a text is made of, in words of the reader's language. */
export interface Facts {
  table: string;
  /** `mardi 1 décembre, 12:00–12:30` */
  when: string;
  /** `12:00` */
  start: string;
  /** Who did it. */
  by: string;
  reason: string | null;
  /** By when something must be done, `12:05`. */
  until: string;
  weeks: number;
  accepted: boolean;
  askedAgain: boolean;
  retired: boolean;
  channel: string;
  venue: string;
  fault: string;
  words: Words;
}

export interface Words {
  title: string;
  text: string;
}

const sentences = (...parts: (string | false | null)[]): string =>
  parts.filter((part) => part !== false && part !== null).join(" ");

type Personal = Record<NoticeKind, (facts: Facts) => Words>;
type OfVenue = Record<VenueEvent, (facts: Facts) => string>;

const fr: Personal = {
  booking_confirmed: ({ table, when, weeks }) => ({
    title: weeks > 1 ? `${weeks} réservations confirmées` : "Réservation confirmée",
    text: weeks > 1 ? `${table}, chaque semaine à partir de : ${when}.` : `${table}, ${when}.`,
  }),
  booking_changed: ({ table, when, by, reason, askedAgain }) => ({
    title: "Réservation modifiée",
    text: sentences(
      `${by} l’a changée : ${table}, ${when}.`,
      reason !== null && `Motif : ${reason}`,
      askedAgain && "Dis de nouveau si tu viens.",
    ),
  }),
  booking_cancelled: ({ table, when, by, reason, retired }) => ({
    title: "Réservation annulée",
    text: sentences(
      retired
        ? `${table}, ${when} : la table n’est plus en service.`
        : `${table}, ${when} : annulée par ${by}.`,
      reason !== null && `Motif : ${reason}`,
    ),
  }),
  invited: ({ table, when, by }) => ({
    title: `${by} t’invite à jouer`,
    text: `${table}, ${when}. Dis si tu viens.`,
  }),
  invitation_answered: ({ table, when, by, accepted }) => ({
    title: accepted ? `${by} vient jouer` : `${by} ne vient pas`,
    text: `${table}, ${when}.`,
  }),
  booking_reminder: ({ table, start }) => ({
    title: "Bientôt à toi",
    text: `${table} t’attend à ${start}.`,
  }),
  check_in_now: ({ table, until }) => ({
    title: "C’est à toi",
    text: `Valide ta présence à ${table} avant ${until}, sinon la table est rendue.`,
  }),
  booking_released: ({ table, when }) => ({
    title: "Table rendue",
    text: `${table}, ${when} : personne n’a validé sa présence à temps.`,
  }),
  queue_next: ({ table }) => ({
    title: "C’est bientôt ton tour",
    text:
      table === ""
        ? "Plus personne n’attend avant toi."
        : `${table} : plus personne n’attend avant toi.`,
  }),
  queue_offered: ({ table, until }) => ({
    title: "Une table pour toi",
    text: `${table} est à toi si tu la prends avant ${until}.`,
  }),
  queue_missed: ({ table }) => ({
    title: "Ton tour est passé",
    text: `Tu n’as pas pris ${table} à temps : la table va à la personne suivante.`,
  }),
  channel_switched_off: ({ channel, venue }) => ({
    title: "Canal coupé",
    text: `« ${channel} » (${venue}) n’a pas répondu vingt fois de suite et ne reçoit plus rien. Vérifie son adresse, puis remets-le en marche.`,
  }),
  alert_fired: ({ words }) => words,
  alert_cleared: ({ words }) => words,
};

const en: Personal = {
  booking_confirmed: ({ table, when, weeks }) => ({
    title: weeks > 1 ? `${weeks} reservations confirmed` : "Reservation confirmed",
    text: weeks > 1 ? `${table}, every week from: ${when}.` : `${table}, ${when}.`,
  }),
  booking_changed: ({ table, when, by, reason, askedAgain }) => ({
    title: "Reservation changed",
    text: sentences(
      `${by} changed it: ${table}, ${when}.`,
      reason !== null && `Reason: ${reason}`,
      askedAgain && "Say again whether you come.",
    ),
  }),
  booking_cancelled: ({ table, when, by, reason, retired }) => ({
    title: "Reservation cancelled",
    text: sentences(
      retired
        ? `${table}, ${when}: the table is out of service.`
        : `${table}, ${when}: cancelled by ${by}.`,
      reason !== null && `Reason: ${reason}`,
    ),
  }),
  invited: ({ table, when, by }) => ({
    title: `${by} invites you to play`,
    text: `${table}, ${when}. Say whether you come.`,
  }),
  invitation_answered: ({ table, when, by, accepted }) => ({
    title: accepted ? `${by} comes to play` : `${by} does not come`,
    text: `${table}, ${when}.`,
  }),
  booking_reminder: ({ table, start }) => ({
    title: "Almost your turn",
    text: `${table} is yours at ${start}.`,
  }),
  check_in_now: ({ table, until }) => ({
    title: "It is your turn",
    text: `Check in at ${table} before ${until}, or the table is given back.`,
  }),
  booking_released: ({ table, when }) => ({
    title: "Table given back",
    text: `${table}, ${when}: nobody checked in in time.`,
  }),
  queue_next: ({ table }) => ({
    title: "You are next",
    text:
      table === ""
        ? "Nobody waits before you any more."
        : `${table}: nobody waits before you any more.`,
  }),
  queue_offered: ({ table, until }) => ({
    title: "A table for you",
    text: `${table} is yours if you take it before ${until}.`,
  }),
  queue_missed: ({ table }) => ({
    title: "Your turn has passed",
    text: `You did not take ${table} in time: it goes to the next person.`,
  }),
  channel_switched_off: ({ channel, venue }) => ({
    title: "Channel switched off",
    text: `“${channel}” (${venue}) did not answer twenty times in a row and gets nothing any more. Check its address, then switch it on again.`,
  }),
  alert_fired: ({ words }) => words,
  alert_cleared: ({ words }) => words,
};

/** What a person is told, by their language. */
export const PERSONAL: Record<Locale, Personal> = { fr, en };

/** What the channels of a venue are told, by the language chosen for each. */
export const OF_VENUE: Record<Locale, OfVenue> = {
  fr: {
    booking_confirmed: ({ table, when, by, weeks }) =>
      weeks > 1
        ? `${by} a réservé ${table}, ${weeks} semaines à partir de : ${when}.`
        : `${by} a réservé ${table}, ${when}.`,
    booking_changed: ({ table, when, by, reason }) =>
      sentences(
        `${by} a changé une réservation : ${table}, ${when}.`,
        reason !== null && `Motif : ${reason}`,
      ),
    booking_cancelled: ({ table, when, by, reason }) =>
      sentences(
        `${by} a annulé une réservation : ${table}, ${when}.`,
        reason !== null && `Motif : ${reason}`,
      ),
    booking_released: ({ table, when }) =>
      `Réservation non honorée, ${table} est rendue : ${when}.`,
    fault_reported: ({ table, by, fault }) => `${by} signale un problème à ${table} : ${fault}`,
  },
  en: {
    booking_confirmed: ({ table, when, by, weeks }) =>
      weeks > 1
        ? `${by} reserved ${table}, ${weeks} weeks from: ${when}.`
        : `${by} reserved ${table}, ${when}.`,
    booking_changed: ({ table, when, by, reason }) =>
      sentences(
        `${by} changed a reservation: ${table}, ${when}.`,
        reason !== null && `Reason: ${reason}`,
      ),
    booking_cancelled: ({ table, when, by, reason }) =>
      sentences(
        `${by} cancelled a reservation: ${table}, ${when}.`,
        reason !== null && `Reason: ${reason}`,
      ),
    booking_released: ({ table, when }) =>
      `Unclaimed reservation, ${table} is given back: ${when}.`,
    fault_reported: ({ table, by, fault }) => `${by} reports a problem with ${table}: ${fault}`,
  },
};

/** What is wrong with a table, where nobody has described it. */
export const FAULTS: Record<Locale, Readonly<Record<string, string>>> = {
  fr: { broken_rod: "barre cassée", lost_ball: "balle perdue", sensor: "capteur", other: "autre" },
  en: { broken_rod: "broken rod", lost_ball: "lost ball", sensor: "sensor", other: "other" },
};

/** The remaining words. */
export const OTHER_WORDS = {
  fr: {
    somebody: "Quelqu’un",
    mailFooter: (address: string) => `Choisis ce que tu reçois : ${address}`,
    test: { title: "Test réussi", text: "Les notifications de Babyfoot arrivent ici." },
  },
  en: {
    somebody: "Somebody",
    mailFooter: (address: string) => `Choose what you get: ${address}`,
    test: { title: "It works", text: "Babyfoot’s notifications arrive here." },
  },
} as const satisfies Record<Locale, object>;
