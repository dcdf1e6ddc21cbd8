import { useEffect, useRef, useState } from "react";
import { type Happening, happeningBetween, type Stage } from "./stage.ts";

/** What has happened to somebody's place while they looked on; forgotten when they come to another stage. */
export function useWhatHappened(stage: Stage | undefined) {
  const [happening, setHappening] = useState<Happening | null>(null);
  const last = useRef<Stage | undefined>(undefined);
  const isOwnDoing = useRef(false);
  useEffect(() => {
    const before = last.current;
    last.current = stage;
    if (!stage || !before || stage.at === before.at) return;
    setHappening(isOwnDoing.current ? null : happeningBetween(before, stage));
    isOwnDoing.current = false;
  }, [stage]);
  return {
    happening,
    /** What comes next is what the person wished: they need not be told. */
    byMyself: () => {
      isOwnDoing.current = true;
    },
  };
}
