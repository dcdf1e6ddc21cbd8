import { useSyncExternalStore } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { liveStore } from "../../../shared/live/live-client.ts";
import { useLive, useLiveValue, useTablesKnown } from "../../../shared/live/use-live.ts";
import { useVenue } from "../../../shared/venue/venues.ts";
import { HallLine } from "../components/hall-line.tsx";
import { HallTile } from "../components/hall-tile.tsx";
import { Leaders } from "../components/leaders.tsx";
import { ScreenFrame } from "../components/screen-frame.tsx";
import { ScreenNote } from "../components/screen-note.tsx";
import { columnsFor } from "../data/grid.ts";
import { useScreenTables } from "../data/use-screen.ts";
import { screenMessages } from "../messages.ts";
import styles from "./hall-screen-page.module.css";

/** Tables in the order of their codes: on a screen nothing changes place. */
function shownIds(): string {
  return liveStore
    .tableIds()
    .flatMap((id) => liveStore.table(id) ?? [])
    .filter((table) => table.status !== "retired")
    .sort((one, other) => one.code.localeCompare(other.code, "en", { numeric: true }))
    .map((table) => table.id)
    .join(" ");
}

function freeCount(): number {
  return liveStore.tableIds().filter((id) => liveStore.table(id)?.status === "free").length;
}

/** The television of the hall: every table at once. */
export function HallScreenPage() {
  const texts = useMessages(screenMessages);
  const venue = useVenue();
  const { failureCount } = useScreenTables();
  useLive({});
  const known = useTablesKnown();
  const ids = useLiveValue(shownIds);
  const free = useLiveValue(freeCount);
  const name = venue ? `${venue.name} – ` : "";
  return (
    <ScreenFrame
      title={texts.hallTitle}
      heading={
        <>
          {known ? `${name}${texts.freeCount({ count: free })}` : texts.hallTitle}
          {venue ? <HallLine venueId={venue.id} /> : null}
        </>
      }
      footer={<Leaders />}
    >
      {ids !== "" ? <Grid ids={ids.split(" ")} /> : null}
      {known && ids === "" ? <ScreenNote title={texts.noTables} /> : null}
      {!known && failureCount > 0 ? (
        <ScreenNote title={texts.unreachable} text={texts.unreachableText} />
      ) : null}
    </ScreenFrame>
  );
}

function Grid({ ids }: { ids: string[] }) {
  const [width = 16, height = 9] = useWindowSize().split("x").map(Number);
  const columns = columnsFor(ids.length, width, height * 0.8);
  return (
    <div className={styles.grid} style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
      {ids.map((id) => (
        <HallTile key={id} id={id} />
      ))}
    </div>
  );
}

function onResize(listener: () => void): () => void {
  addEventListener("resize", listener);
  return () => removeEventListener("resize", listener);
}

function useWindowSize(): string {
  return useSyncExternalStore(onResize, () => `${innerWidth}x${innerHeight}`);
}
