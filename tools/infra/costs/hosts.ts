import type { AppliedState, Values } from "../policies/applied-state.ts";
import { amount, text } from "../policies/attributes.ts";

const WEEK = 168;
/** Weekdays from 07:30 to 22:30: the campus's hours, as the schedules have them. */
const OPEN = 5 * 15;

/** How many hosts run on average: fewest by night, one more in the campus's hours, as scheduled. */
export function averageHosts(state: AppliedState): number {
  const single = state.all("aws_instance").length;
  const opening = state.all("aws_autoscaling_schedule");
  return state.all("aws_autoscaling_group").reduce((sum, { values }) => {
    const fewest = amount(values, "min_size") ?? 0;
    const open = opening.find((one) => opens(one.values, text(values, "name")));
    const more = (open ? (amount(open.values, "min_size") ?? fewest) : fewest) - fewest;
    return sum + fewest + (more * OPEN) / WEEK;
  }, single);
}

const opens = (schedule: Values, fleet: string | null): boolean =>
  text(schedule, "autoscaling_group_name") === fleet &&
  (text(schedule, "scheduled_action_name") ?? "").endsWith("-opens");

/** Hours a month for which the database runs: it sleeps from 21:00 to 05:00, but for 90 minutes. */
export const databaseShare = (state: AppliedState): number =>
  state.all("aws_scheduler_schedule").length > 0 ? (24 - 6.5) / 24 : 1;
