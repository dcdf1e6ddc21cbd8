import { AppError, violatedConstraint } from "../../platform/errors.ts";
import { checkVersion } from "../../platform/http/etag.ts";
import { addJob } from "../../platform/mail/job-queue.ts";
import { ERASE_MAIL_FILES } from "../../platform/mail/mail.worker.ts";
import { forgetCardsOf } from "../cards/cards.service.ts";
import { holdNotices } from "../notifications/notifications.service.ts";
import { leaveForGood, lockLineOf } from "../queue/queue.service.ts";
import { lockPeople, releaseAllOf } from "../reservations/reservations.service.ts";
import { forgetLinkRequests } from "./accounts.jobs.ts";
import type { AccountsDeps } from "./deps.ts";
import { erasureJournal, JournalError } from "./erasure-journal.ts";
import { findMe } from "./me.queries.ts";

interface Erasure {
  id: string;
  expected: number | undefined;
}

/**
 * Erases a person: account, sessions, credentials, inbox, notices, mails and their files. The database leaves their
 * player, anonymous, for the matches' sake. Done is it once the journal outside the database has it too: a restore must
 * not bring them back.
 * @throws AppError `last_admin`, `stale`, `unavailable`.
 */
export async function erasePerson(deps: AccountsDeps, erasure: Erasure): Promise<void> {
  const journal = erasureJournal(deps.settings);
  try {
    // Rather nothing is done than half: what fails after the commit is left to the worker.
    await journal.probe();
    await eraseInDatabase(deps, erasure);
    await journal.add({ playerId: erasure.id, at: new Date() });
  } catch (error) {
    if (error instanceof JournalError)
      throw new AppError("unavailable", undefined, { retryAfter: 5 });
    throw error;
  }
  const { db } = deps.database;
  await db.deleteFrom("unjournalled_erasures").where("player_id", "=", erasure.id).execute();
}

async function eraseInDatabase(
  { database, secretKey }: AccountsDeps,
  { id, expected }: Erasure,
): Promise<void> {
  try {
    await database.db.transaction().execute(async (tx) => {
      const place = await lockLineOf(tx, id);
      await holdNotices(tx, id);
      const me = await findMe(tx, id);
      if (me === undefined) throw new AppError("unauthenticated");
      checkVersion(expected, me.version);
      await forgetLinkRequests(tx, { email: me.email, secretKey });
      await tx.deleteFrom("mails").where("recipient", "=", me.email).execute();
      await lockPeople(tx, [id]);
      await forgetCardsOf(tx, id);
      const tellLast = await leaveForGood(tx, place);
      const released = await releaseAllOf(tx, id);
      await tx.deleteFrom("verifications").where("value", "=", id).execute();
      await tx.deleteFrom("users").where("id", "=", id).execute();
      await addJob(tx, { task: ERASE_MAIL_FILES, payload: { userId: id } });
      await tellLast(released);
    });
  } catch (error) {
    if (violatedConstraint(error) === "users_keep_an_admin") throw new AppError("last_admin");
    throw error;
  }
}
