import type { QueuePlace } from "../../../shared/navigation/paths.ts";
import type { Venue } from "../../../shared/venue/venues.ts";
import type { Stage } from "../data/stage.ts";
import { useWhatHappened } from "../data/use-what-happened.ts";
import { AwayPanel } from "./away-panel.tsx";
import { JoinPanel } from "./join-panel.tsx";
import { OfferPanel } from "./offer-panel.tsx";
import { PlacePanel } from "./place-panel.tsx";
import { TurnPanel } from "./turn-panel.tsx";

interface StandingProps {
  venues: Venue[];
  venue: Venue;
  stage: Stage;
  /** What the person came for. */
  wish: QueuePlace;
  onWish: (wish: QueuePlace) => void;
}

/** The page as somebody needs it who stands there. */
export function Standing({ stage, venues, wish, onWish, venue }: StandingProps) {
  const { happening, byMyself } = useWhatHappened(stage);
  const shared = { venue, happening, byMyself };
  switch (stage.at) {
    case "outside":
      return <JoinPanel {...shared} venues={venues} wish={wish} onWish={onWish} />;
    case "line":
      return <PlacePanel {...shared} place={stage.place} position={stage.position} wish={wish} />;
    case "away":
      return <AwayPanel {...shared} place={stage.place} />;
    case "offer":
      return <OfferPanel {...shared} offer={stage.offer} />;
    case "table":
      return <TurnPanel {...shared} turn={stage.turn} />;
    default:
      return stage satisfies never;
  }
}
