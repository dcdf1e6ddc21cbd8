import { catalogue } from "../i18n/catalogue.ts";
import type { ApiProblem, ProblemCode } from "./problem.ts";

/** What each code means to the person who sees it; `fallback` stands for codes unknown here. */
const fr = {
  fieldFault: "Cette valeur n’est pas possible.",
  fallback: "Quelque chose n’a pas marché. Réessaie dans un instant.",
  network: "Le serveur ne répond pas. Vérifie ta connexion, puis réessaie.",
  timeout: "Le serveur met trop de temps à répondre. Réessaie.",
  unexpected_answer: "Le serveur a répondu quelque chose d’inattendu. Recharge la page.",
  malformed: "La demande n’a pas pu être lue.",
  invalid_input: "Certains champs sont à corriger.",
  unauthenticated: "Connecte-toi pour continuer.",
  invalid_credentials: "L’adresse ou le mot de passe n’est pas le bon.",
  unknown_token: "Ce jeton est inconnu ou a été révoqué.",
  forbidden: "Tu n’as pas le droit de faire cela.",
  foreign_origin: "La demande vient d’un autre site ; elle est refusée.",
  email_not_verified: "Confirme d’abord ton adresse e-mail.",
  wrong_device_kind: "Ce jeton est celui d’une autre sorte d’appareil.",
  not_found: "Il n’y a rien ici.",
  method_not_allowed: "Cette adresse n’accepte pas cette demande.",
  conflict: "Quelqu’un vient de changer la même chose. Voici l’état actuel.",
  already_exists: "Cela existe déjà.",
  code_taken: "Une autre table porte déjà ce code.",
  email_taken: "Cette adresse a déjà un compte.",
  match_running: "Un match est déjà en cours sur cette table.",
  match_over: "Le match est terminé.",
  nothing_to_undo: "Il n’y a rien à annuler.",
  stale: "Cela a changé entre-temps. Voici l’état actuel ; ta saisie est gardée.",
  too_large: "C’est trop volumineux.",
  unsupported_type: "Ce format n’est pas accepté.",
  against_rules: "Les règles ne le permettent pas.",
  idempotency_key_reused: "Cette demande a déjà servi. Recharge la page et recommence.",
  undo_too_late: "C’est trop tard pour annuler ce but. Demande au personnel.",
  table_unavailable: "Cette table n’est pas utilisable en ce moment.",
  email_domain_not_allowed: "Utilise ton adresse de l’école.",
  weak_password: "Ce mot de passe est trop court ou trop courant.",
  invalid_link: "Ce lien n’est pas valable ou a expiré.",
  last_admin: "Il doit rester au moins une personne administratrice.",
  player_twice: "La même personne est nommée deux fois.",
  unknown_player: "Une des personnes est inconnue.",
  impossible_score: "Ce score est impossible dans ce format.",
  impossible_format: "Ce format est impossible.",
  rate_limited: "Trop d’essais. Attends un peu avant de recommencer.",
  internal: "Une erreur est survenue de notre côté.",
  unavailable: "Le service n’est pas prêt. Réessaie dans un instant.",
  storage_full: "Le serveur n’a plus de place.",
};

const en: typeof fr = {
  fieldFault: "This value is not possible.",
  fallback: "Something did not work. Try again in a moment.",
  network: "The server does not answer. Check your connection, then try again.",
  timeout: "The server takes too long to answer. Try again.",
  unexpected_answer: "The server answered something unexpected. Reload the page.",
  malformed: "The request could not be read.",
  invalid_input: "Some fields need a correction.",
  unauthenticated: "Sign in to go on.",
  invalid_credentials: "The address or the password is wrong.",
  unknown_token: "This token is unknown or was revoked.",
  forbidden: "You may not do this.",
  foreign_origin: "The request comes from another site; it is refused.",
  email_not_verified: "Confirm your e-mail address first.",
  wrong_device_kind: "This token is for another kind of device.",
  not_found: "There is nothing here.",
  method_not_allowed: "This address does not take that request.",
  conflict: "Somebody has just changed the same thing. Here is how it stands now.",
  already_exists: "This exists already.",
  code_taken: "Another table has this code already.",
  email_taken: "This address has an account already.",
  match_running: "A match is already running on this table.",
  match_over: "The match is over.",
  nothing_to_undo: "There is nothing to undo.",
  stale: "This has changed meanwhile. Here is how it stands now; what you typed is kept.",
  too_large: "That is too large.",
  unsupported_type: "This format is not accepted.",
  against_rules: "The rules do not allow it.",
  idempotency_key_reused: "This request was used before. Reload the page and start again.",
  undo_too_late: "It is too late to undo this goal. Ask the staff.",
  table_unavailable: "This table cannot be used at the moment.",
  email_domain_not_allowed: "Use your school address.",
  weak_password: "This password is too short or too common.",
  invalid_link: "This link is invalid or has expired.",
  last_admin: "At least one administrator must remain.",
  player_twice: "The same person is named twice.",
  unknown_player: "One of the people is unknown.",
  impossible_score: "This score is impossible in this format.",
  impossible_format: "This format is impossible.",
  rate_limited: "Too many tries. Wait a little before the next one.",
  internal: "Something went wrong on our side.",
  unavailable: "The service is not ready. Try again in a moment.",
  storage_full: "The server has run out of space.",
};

// Every code of the contract has its text: a missing one does not compile.
export const problemMessages = catalogue({ fr, en } satisfies Record<
  string,
  Record<ProblemCode | "fallback" | "fieldFault", string>
>);

/** The text for a problem in the given language's texts. */
export function problemText(texts: typeof fr, problem: Pick<ApiProblem, "code">): string {
  return Object.hasOwn(texts, problem.code)
    ? texts[problem.code as keyof typeof fr]
    : texts.fallback;
}
