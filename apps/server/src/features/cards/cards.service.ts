/** What other features may use of cards. */
export { commandsAfter } from "./after-events.ts";
export { forgetCardsOf } from "./cards.queries.ts";
export { forgetOldTaps, linkWithoutCode } from "./linking.ts";
export { nameBegun } from "./seats.ts";
export { lockCommands } from "./table-lock.ts";
