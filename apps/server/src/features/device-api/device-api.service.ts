/** What the server and other features may use of what tables send. */
export { createIntake, type Intake } from "./intake.ts";
export { isUnread } from "./unread.ts";
