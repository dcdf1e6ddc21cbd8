import { dateAt, dayAfter, instantAt } from "@babyfoot/domain";
import { beforeAll } from "vitest";
import { asAdmin, newTable } from "./campus.ts";
import { type Answer, type Client, newPlayer } from "./client.ts";
import { type TestServer, useServer } from "./server.ts";

export const ZONE = "Europe/Paris";

const ALWAYS = [["00:00", "24:00"]];
const EVERY_DAY = {
  monday: ALWAYS,
  tuesday: ALWAYS,
  wednesday: ALWAYS,
  thursday: ALWAYS,
  friday: ALWAYS,
  saturday: ALWAYS,
  sunday: ALWAYS,
};

/** Keeps the first venue open day and night, so that tests mean the same at any hour. Answers its id. */
export async function openDayAndNight(
  admin: Client,
  policy: Record<string, unknown> = {},
): Promise<string> {
  const venue = (await admin.get("/api/v1/venues")).body.items[0];
  const body = { timeZone: ZONE, openingHours: EVERY_DAY, closures: [], policy };
  const answer = await admin.patch(`/api/v1/venues/${venue.id}`, body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return venue.id;
}

/** A time of day of the venue, so many days from today. */
export function timeOn(days: number, time: string): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const date = dayAfter(dateAt(Date.now(), ZONE), days);
  return new Date(instantAt({ date, minutes: hours * 60 + minutes }, ZONE)).toISOString();
}

export const dateIn = (days: number): string => dayAfter(dateAt(Date.now(), ZONE), days);

const SLOT_MS = 15 * 60_000;

/** The beginning of the slot under way. */
export const thisSlot = (): string =>
  new Date(Math.floor(Date.now() / SLOT_MS) * SLOT_MS).toISOString();

export const later = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

export const RESERVATIONS = "/api/v1/reservations";

export const book = (
  client: Client,
  tableId: string,
  startsAt: string,
  durationMinutes = 30,
): Promise<Answer> => client.post(RESERVATIONS, { tableId, startsAt, durationMinutes });

/** A table, and two who may want it. */
export async function tableAndTwo(server: TestServer, admin: Client) {
  const [table, ana, bob] = [
    await newTable(admin),
    await newPlayer(server, "Ana"),
    await newPlayer(server, "Bob"),
  ];
  return { table, ana, bob };
}

/** A server for all tests of a file whose venue is always open, with its administrator. */
export function useOpenVenue(): { server: () => TestServer; admin: () => Client } {
  const server = useServer();
  let admin: Client | undefined;
  beforeAll(async () => {
    admin = await asAdmin(server());
    await openDayAndNight(admin);
  });
  return {
    server,
    admin: () => {
      if (admin === undefined) throw new Error("nobody is signed in yet");
      return admin;
    },
  };
}
