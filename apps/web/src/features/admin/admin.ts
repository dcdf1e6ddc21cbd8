import {
  API,
  type Device,
  deviceSchema,
  deviceWithSecretSchema,
  type Fault,
  faultSchema,
  listOf,
  type Person,
  personSchema,
  type Role,
  screenKeySchema,
  type Table,
  tableSchema,
  type venuePatchSchema,
  venuePreviewSchema,
  venueSchema,
} from "@babyfoot/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call, nothing, query } from "../../shared/api/client.ts";
import type { Venue } from "../../shared/venue/venues.ts";

const deviceList = listOf(deviceSchema);
const faultList = listOf(faultSchema);
const personList = listOf(personSchema);
const tableList = listOf(tableSchema);
const DEVICES_EVERY_MS = 10_000;

export const retiredTablesQuery = queryOptions({
  queryKey: ["tables", "retired"],
  queryFn: ({ signal }) =>
    call(tableList, `${API}/tables${query({ status: "retired", limit: 200 })}`, { signal }),
});

export interface TableValues {
  code: string;
  name: string;
  location?: string | null;
  condition?: string | null;
  bounceMs?: number;
  retired?: boolean;
}

export const createTable = (body: TableValues & { venueId: string }, attempt: string) =>
  call(tableSchema, `${API}/tables`, { method: "POST", body, attempt });
export const changeTable = (table: Table, body: TableValues) =>
  call(tableSchema, `${API}/tables/${table.id}`, { method: "PATCH", body, version: table.version });

export const makeScreenKey = (table: Table, attempt: string) =>
  call(screenKeySchema, `${API}/tables/${table.id}/screen-key`, { method: "POST", attempt });

export const devicesQuery = queryOptions({
  queryKey: ["devices"],
  queryFn: ({ signal }) =>
    call(deviceList, `${API}/devices${query({ limit: 200, revoked: "false" })}`, { signal }),
  refetchInterval: DEVICES_EVERY_MS,
  // Who comes here wants to know whether a device is there now.
  staleTime: 0,
});

export interface DeviceValues {
  tableId: string;
  name: string;
  kind: Device["kind"];
}

export const createDevice = (body: DeviceValues, attempt: string) =>
  call(deviceWithSecretSchema, `${API}/devices`, { method: "POST", body, attempt });
export const changeDevice = (device: Device, body: { name: string; tableId: string }) =>
  call(deviceSchema, `${API}/devices/${device.id}`, {
    method: "PATCH",
    body,
    version: device.version,
  });
export const rotateSecret = (device: Device, attempt: string) =>
  call(deviceWithSecretSchema, `${API}/devices/${device.id}/token`, { method: "POST", attempt });
export const revokeDevice = (device: Device) =>
  call(nothing, `${API}/devices/${device.id}`, { method: "DELETE" });

const testGoalAnswer = {
  parse(value: unknown): { matchId: string | null } {
    const known = typeof value === "object" && value !== null && "matchId" in value;
    return { matchId: known && typeof value.matchId === "string" ? value.matchId : null };
  },
};
export const sendTestGoal = (id: string, side: "red" | "blue", attempt: string) =>
  call(testGoalAnswer, `${API}/devices/${id}/test-goal`, {
    method: "POST",
    body: { side },
    attempt,
  });

export const openFaultsQuery = queryOptions({
  queryKey: ["faults", "open"],
  queryFn: ({ signal }) =>
    call(faultList, `${API}/faults${query({ open: "true", limit: 200 })}`, { signal }),
});

export interface FaultChange {
  blocking?: boolean;
  resolved?: true;
  resolution?: string;
}
export const changeFault = (fault: Fault, body: FaultChange) =>
  call(faultSchema, `${API}/faults/${fault.id}`, { method: "PATCH", body });

export const peopleQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ["people", search],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const filter = { search: search === "" ? null : search, cursor: pageParam, limit: 30 };
      return call(personList, `${API}/people${query(filter)}`, { signal });
    },
    getNextPageParam: (page) => page.nextCursor,
  });
export const changeRole = (person: Person, role: Role) =>
  call(personSchema, `${API}/people/${person.id}`, {
    method: "PATCH",
    body: { role },
    version: person.version,
  });

export type VenueChange = ReturnType<typeof venuePatchSchema.parse>;
export const changeVenue = (venue: Venue, body: VenueChange) =>
  call(venueSchema, `${API}/venues/${venue.id}`, {
    method: "PATCH",
    body,
    version: venue.version,
  });

/** What a change would do; it changes nothing. */
export const previewVenue = (venue: Venue, body: VenueChange) =>
  call(venuePreviewSchema, `${API}/venues/${venue.id}/preview`, { method: "POST", body });
