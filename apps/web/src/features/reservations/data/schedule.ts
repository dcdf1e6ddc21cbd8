import { API, venueScheduleSchema } from "@babyfoot/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { call, query } from "../../../shared/api/client.ts";
import { withSlots } from "./timetable.ts";
import { useReservationTurnsRead } from "./use-reservation-turns-read.ts";

/** Slots pass, and unclaimed ones become free, without anybody saying so. */
export const CLOCK_MS = 60_000;

export const scheduleQuery = (venueId: string, date: string) =>
  queryOptions({
    queryKey: ["schedule", venueId, date],
    queryFn: ({ signal }) =>
      call(venueScheduleSchema, `${API}/venues/${venueId}/schedule${query({ date })}`, { signal }),
    select: withSlots,
    refetchInterval: CLOCK_MS,
  });

/** All tables of a venue on one of its days, as others book. */
export function useSchedule(venueId: string, date: string) {
  const schedule = useQuery(scheduleQuery(venueId, date));
  useReservationTurnsRead(schedule.refetch);
  return schedule;
}
