import { catalogue } from "../i18n/catalogue.ts";

export const venueMessages = catalogue({
  fr: { chooseVenue: "Quel lieu" },
  en: { chooseVenue: "Which venue" },
});
