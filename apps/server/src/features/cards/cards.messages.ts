import type { TapAnswer, TapRefusal } from "@babyfoot/contract";
import type { Side } from "@babyfoot/domain";

type Locale = "fr" | "en";

/** For the small displays of devices. */
const REFUSALS: Record<Locale, Record<TapRefusal | "rate_limited", string>> = {
  fr: {
    unknown_card: "Carte inconnue. Associe-la dans l’application.",
    reserved_for_other: "Table réservée.",
    closed: "C’est fermé.",
    maintenance: "Table en maintenance.",
    suspended: "Tu ne peux pas jouer ici pour l’instant.",
    player_busy: "Tu joues déjà ailleurs.",
    table_full: "Il y a déjà quatre joueurs.",
    rate_limited: "Trop d’essais. Patiente un peu.",
  },
  en: {
    unknown_card: "Unknown card. Link it in the app.",
    reserved_for_other: "Table reserved.",
    closed: "It is closed.",
    maintenance: "Table in maintenance.",
    suspended: "You cannot play here for now.",
    player_busy: "You already play elsewhere.",
    table_full: "Four are playing already.",
    rate_limited: "Too many tries. Wait a little.",
  },
};

const SIDES: Record<Locale, Record<Side, string>> = {
  fr: { red: "rouge", blue: "bleu" },
  en: { red: "red", blue: "blue" },
};

interface Greeted {
  answer: TapAnswer;
  tap: { side: Side | null };
}

/** What a device shows after a tap. */
export function displayText({ answer, tap }: Greeted, locale: Locale): string {
  if (!answer.unlocked) return REFUSALS[locale][answer.reason];
  return tap.side === null ? answer.playerName : `${answer.playerName}, ${SIDES[locale][tap.side]}`;
}

export const tooManyTriesText = (locale: Locale): string => REFUSALS[locale].rate_limited;
