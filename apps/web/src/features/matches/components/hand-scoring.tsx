import type { MatchDetail, TimelineEvent } from "@babyfoot/contract";
import { useState } from "react";
import { SIDES } from "../../../shared/game/match-view.ts";
import { gameMessages } from "../../../shared/game/messages.ts";
import { SideMark } from "../../../shared/game/side-mark.tsx";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { classNames } from "../../../shared/ui/class-names.ts";
import { toast } from "../../../shared/ui/toasts.tsx";
import { addGoal, confirm, correct, type Goal } from "../data/match.ts";
import { lastGoal } from "../data/timeline-view.ts";
import { useMatchAction } from "../data/use-match-action.ts";
import { matchMessages } from "../messages.ts";
import { CorrectDialog } from "./correct-dialog.tsx";
import { FinishDialog } from "./finish-dialog.tsx";
import { GoalDialog } from "./goal-dialog.tsx";
import styles from "./hand-scoring.module.css";
import { PlayersDialog } from "./players-dialog.tsx";

interface HandScoringProps {
  match: MatchDetail;
  events: TimelineEvent[];
}

type Sheet = "goal" | "correct" | "finish" | "players";

/** The buttons of those who may count, undo and put right. */
export function HandScoring({ match, events }: HandScoringProps) {
  const texts = useMessages(matchMessages);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const may = (what: MatchDetail["may"][number]) => match.may.includes(what);
  const close = () => setSheet(null);
  return (
    <section className={styles.hand} aria-label={texts.handTitle}>
      {may("score") ? <GoalButtons match={match} /> : null}
      {may("undo") ? <UndoButton match={match} events={events} /> : null}
      {may("confirm") ? <ConfirmButton match={match} /> : null}
      <div className={styles.more}>
        {may("score") ? (
          <Button onClick={() => setSheet("goal")}>{texts.detailedGoal}</Button>
        ) : null}
        {may("players") ? (
          <Button onClick={() => setSheet("players")}>{texts.players}</Button>
        ) : null}
        {may("correct") ? (
          <Button onClick={() => setSheet("correct")}>{texts.correct}</Button>
        ) : null}
        {may("finish") ? <Button onClick={() => setSheet("finish")}>{texts.finish}</Button> : null}
      </div>
      {sheet === "goal" ? <GoalDialog match={match} onClose={close} /> : null}
      {sheet === "players" ? <PlayersDialog match={match} onClose={close} /> : null}
      {sheet === "correct" ? <CorrectDialog match={match} onClose={close} /> : null}
      {sheet === "finish" ? <FinishDialog match={match} onClose={close} /> : null}
    </section>
  );
}

function GoalButtons({ match }: { match: MatchDetail }) {
  const texts = useMessages(matchMessages);
  const sides = useMessages(gameMessages);
  const goal = useMatchAction<Goal>(match.id, {
    act: (values, attempt) => addGoal(match.id, values, attempt),
  });
  return (
    <>
      {match.swapped ? <p>{texts.swappedHint}</p> : null}
      <div className={styles.goals}>
        {/* Not `disabled` while a goal is sent: the keyboard's focus would leave the button. */}
        {SIDES.map((team) => (
          <button
            key={team}
            type="button"
            className={classNames(styles.goal, styles[team])}
            aria-disabled={goal.pending}
            aria-busy={goal.pending && goal.values?.side === team}
            onClick={() => goal.pending || goal.run({ side: team })}
          >
            <SideMark side={team} size="1.6em" />
            {texts.goalButton({ side: sides[team] })}
          </button>
        ))}
      </div>
    </>
  );
}

function ConfirmButton({ match }: { match: MatchDetail }) {
  const texts = useMessages(matchMessages);
  const confirmation = useMatchAction(match.id, {
    act: (_values, attempt) => confirm(match.id, attempt),
    onDone: () => toast(texts.confirmed),
  });
  return (
    <Button look="primary" pending={confirmation.pending} onClick={() => confirmation.run()}>
      {texts.confirm}
    </Button>
  );
}

function UndoButton({ match, events }: HandScoringProps) {
  const texts = useMessages(matchMessages);
  const sides = useMessages(gameMessages);
  const last = lastGoal(events);
  const undo = useMatchAction(match.id, {
    act: (_values, attempt) => correct(match.id, {}, attempt),
    onDone: () => toast(texts.undone),
  });
  if (!last) return null;
  const score = `${last.scoreRed}–${last.scoreBlue}`;
  const side = last.side ? sides[last.side].toLowerCase() : null;
  return (
    <Button pending={undo.pending} onClick={() => undo.run()}>
      {side ? texts.undoOf({ side, score }) : texts.undo}
    </Button>
  );
}
