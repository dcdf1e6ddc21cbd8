import { type InboxMessage, noticeKindSchema } from "@babyfoot/contract";
import { wordsOf } from "../notifications/notifications.service.ts";
import type { MessageRow } from "./inbox.queries.ts";

/** A message as the contract shows it; a notice in the words of its reader's present language. */
export function presentMessage(row: MessageRow): InboxMessage {
  const kept = {
    id: row.id,
    link: row.link,
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  };
  const kind = noticeKindSchema.safeParse(row.kind);
  if (!kind.success)
    return { ...kept, kind: "message", subject: row.subject ?? "", text: row.body ?? "" };
  const { title, text } = wordsOf(row, row.locale);
  return { ...kept, kind: kind.data, subject: title, text };
}
