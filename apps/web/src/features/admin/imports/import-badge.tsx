import type { ImportStatus } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Badge, type BadgeTone } from "../../../shared/ui/badge.tsx";
import { importMessages } from "./messages.ts";

const TONES: Record<ImportStatus, BadgeTone> = {
  receiving: "live",
  importing: "live",
  previewed: "warn",
  finished: "good",
  unchanged: "quiet",
  cancelled: "quiet",
  reverted: "quiet",
  failed: "bad",
};

export function ImportBadge({ status }: { status: ImportStatus }) {
  const texts = useMessages(importMessages);
  return <Badge tone={TONES[status]}>{texts[status]}</Badge>;
}
