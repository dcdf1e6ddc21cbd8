import { z } from "zod";

/** Every error code of the interface with its HTTP status; the text is for people, clients switch on the code. */
export const ERRORS = {
  malformed: [400, "The request could not be read"],
  invalid_input: [400, "Some fields are wrong"],
  unauthenticated: [401, "Nobody is signed in"],
  invalid_credentials: [401, "E-mail or password is wrong"],
  unknown_token: [401, "The token is unknown or revoked"],
  forbidden: [403, "This is not allowed"],
  foreign_origin: [403, "The request comes from another site"],
  email_not_verified: [403, "The e-mail address is not verified yet"],
  wrong_device_kind: [403, "This token is for another kind of device"],
  not_found: [404, "There is nothing here"],
  method_not_allowed: [405, "This address does not take that method"],
  conflict: [409, "Somebody else changed this at the same time"],
  already_exists: [409, "This exists already"],
  code_taken: [409, "Another table has this code"],
  email_taken: [409, "This e-mail address has an account"],
  match_running: [409, "A match is running on this table"],
  match_over: [409, "The match is over"],
  nothing_to_undo: [409, "There is nothing to undo"],
  slot_taken: [409, "Somebody else has this time"],
  stale: [412, "This was changed since you read it"],
  too_large: [413, "The request is too large"],
  unsupported_type: [415, "The content type is not supported"],
  against_rules: [422, "This is against the rules"],
  idempotency_key_reused: [422, "The idempotency key was used with another body"],
  undo_too_late: [422, "The time to undo has passed"],
  table_unavailable: [422, "The table cannot be used now"],
  outside_opening_hours: [422, "The venue is closed at that time"],
  in_the_past: [422, "That time has passed"],
  not_on_slot_boundary: [422, "Reservations begin and end on the venue's slots"],
  too_long: [422, "That is longer than a reservation may be"],
  too_far_ahead: [422, "That is further ahead than the venue plans"],
  too_many_reservations: [422, "You have as many upcoming reservations as one may have"],
  daily_limit: [422, "That is more than one may play by reservation in a day"],
  player_busy: [422, "Somebody has another reservation at that time"],
  suspended: [422, "After unclaimed reservations you cannot book for a while"],
  check_in_too_early: [422, "It is too early to check in"],
  check_in_too_late: [422, "The reservation was not claimed in time"],
  reservation_over: [409, "The reservation is over"],
  address_not_allowed: [422, "Nothing is sent to this address"],
  email_domain_not_allowed: [422, "This e-mail domain may not sign up"],
  weak_password: [422, "The password is too short or too common"],
  invalid_link: [422, "The link is invalid or has expired"],
  last_admin: [422, "The last administrator must stay one"],
  player_twice: [422, "A player is named twice"],
  unknown_player: [422, "A player is unknown"],
  impossible_score: [422, "The score is impossible in this format"],
  impossible_format: [422, "The format is impossible"],
  rate_limited: [429, "Too many tries; wait a little"],
  internal: [500, "Something went wrong on our side"],
  unavailable: [503, "The service is not ready; try again soon"],
  storage_full: [507, "The storage is full"],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof ERRORS;

export const errorCodes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** RFC 9457 `application/problem+json` with the stable `code`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  code: z.string(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** The nearest free times, when the one asked for is taken. */
  alternatives: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
