import { catalogue } from "../../../shared/i18n/catalogue.ts";

const fr = {
  token: "Jeton",
  deviceId: "Identifiant, pour MQTT",
  url: "Adresse secrète",
  curl: "Essai : un but rouge",
};

const en: typeof fr = {
  token: "Token",
  deviceId: "Id, for MQTT",
  url: "Secret address",
  curl: "Try it: a red goal",
};

/** What a device is given to speak with. */
export const deviceSecretMessages = catalogue({ fr, en });
