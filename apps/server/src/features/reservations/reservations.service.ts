export { turnReservations } from "./turns.ts";
export { releaseAllOf } from "./use.ts";
