import type { Locale } from "@babyfoot/contract";

interface LinkMail {
  name: string;
  link: string;
}

interface Written {
  subject: string;
  text: string;
}

const lines = (...text: string[]): string => `${text.join("\n\n")}\n`;

// A stranger can sign up with another's address: a name that could be a link or an advert is not repeated.
const named = (hello: string, name: string): string =>
  /^[\p{L}\p{M}\d'’ -]{1,30}$/u.test(name) ? `${hello} ${name},` : `${hello},`;

const fr = {
  verification: ({ name, link }: LinkMail): Written => ({
    subject: "Confirme ton adresse e-mail",
    text: lines(
      named("Bonjour", name),
      "Ouvre ce lien pour confirmer que cette adresse est bien la tienne. Il est valable 24 heures.",
      link,
      "Si tu n’as pas créé de compte Babyfoot, ne fais rien.",
    ),
  }),
  reset: ({ name, link }: LinkMail): Written => ({
    subject: "Choisis un nouveau mot de passe",
    text: lines(
      named("Bonjour", name),
      "Ouvre ce lien pour choisir un nouveau mot de passe. Il est valable une heure et ne sert qu’une fois.",
      link,
      "Si tu n’as rien demandé, ne fais rien : ton mot de passe reste le même.",
    ),
  }),
};

const en: typeof fr = {
  verification: ({ name, link }) => ({
    subject: "Confirm your e-mail address",
    text: lines(
      named("Hello", name),
      "Open this link to confirm that this address is yours. It is valid for 24 hours.",
      link,
      "If you did not create a Babyfoot account, do nothing.",
    ),
  }),
  reset: ({ name, link }) => ({
    subject: "Choose a new password",
    text: lines(
      named("Hello", name),
      "Open this link to choose a new password. It is valid for one hour and works once.",
      link,
      "If you did not ask for this, do nothing: your password stays as it is.",
    ),
  }),
};

/** The texts of mails, by the person's language. */
export const messages: Record<Locale, typeof fr> = { fr, en };
