import type { Side } from "./match-view.ts";

const HEXAGON = "M10 0.8 18.4 5.4V14.6L10 19.2 1.6 14.6V5.4Z";

/** Red is round, blue is six-sided: the side shows without colour. Always beside its word. */
export function SideMark({ side, size = "1em" }: { side: Side; size?: string }) {
  return (
    <svg viewBox="0 0 20 20" style={{ width: size, height: size, flex: "none" }} aria-hidden="true">
      {side === "red" ? (
        <circle cx="10" cy="10" r="8.6" fill="var(--red)" stroke="var(--chalk)" strokeWidth="1.4" />
      ) : (
        <path d={HEXAGON} fill="var(--blue)" stroke="var(--chalk)" strokeWidth="1.4" />
      )}
    </svg>
  );
}
