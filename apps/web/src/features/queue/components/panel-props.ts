import type { Venue } from "../../../shared/venue/venues.ts";
import type { Happening } from "../data/stage.ts";

export interface PanelProps {
  venue: Venue;
  happening: Happening | null;
  /** What comes next is the person's own doing. */
  byMyself: () => void;
}
