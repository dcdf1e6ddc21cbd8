import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Note } from "../../../shared/ui/states.tsx";
import type { Happening } from "../data/stage.ts";
import { lineMessages } from "../messages.ts";

/** What has become of one's place while one looked on. */
export function HappeningNote({ happening }: { happening: Happening | null }) {
  const texts = useMessages(lineMessages);
  return happening === null ? null : <Note>{texts[happening]}</Note>;
}
