import { BOOKINGS } from "./bookings.ts";
import { CALENDARS } from "./calendars.ts";
import { CARDS } from "./cards.ts";
import { EXPORTS } from "./exports.ts";
import { HEALTH } from "./health.ts";
import { IMPORTING } from "./imports.ts";
import { INSIGHTS } from "./insights.ts";
import { PEOPLE } from "./people.ts";
import { CAMPUS } from "./places.ts";
import { PLAY } from "./play.ts";
import { QUEUE } from "./queue.ts";
import type { Row } from "./row.ts";
import { SENSORS } from "./sensors.ts";
import { AUTH } from "./sign-in.ts";
import { SYSTEM } from "./system.ts";
import { TELLING } from "./telling.ts";

/** The whole matrix, but for the stream, which never ends. */
export const MATRIX: readonly Row[] = [
  ...SYSTEM,
  ...AUTH,
  ...PEOPLE,
  ...CAMPUS,
  ...PLAY,
  ...SENSORS,
  ...BOOKINGS,
  ...QUEUE,
  ...CALENDARS,
  ...CARDS,
  ...TELLING,
  ...EXPORTS,
  ...INSIGHTS,
  ...IMPORTING,
  ...HEALTH,
];
