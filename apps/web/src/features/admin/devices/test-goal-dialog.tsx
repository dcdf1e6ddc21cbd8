import type { Device } from "@babyfoot/contract";
import { useAction } from "../../../shared/api/use-action.ts";
import { SIDES, type Side } from "../../../shared/game/match-view.ts";
import { gameMessages } from "../../../shared/game/messages.ts";
import { SideMark } from "../../../shared/game/side-mark.tsx";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import styles from "../admin.module.css";
import { sendTestGoal } from "../admin.ts";
import { adminMessages } from "../messages.ts";

/** A goal as if the device had sent it, to see the whole way to the screens. */
export function TestGoalDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const texts = useMessages(adminMessages);
  const sides = useMessages(gameMessages);
  const goal = useAction<Side, { matchId: string | null }>({
    act: (side, attempt) => sendTestGoal(device.id, side, attempt),
  });
  return (
    <Dialog title={texts.testGoal} onClose={onClose}>
      <p>{texts.testGoalText}</p>
      <div className={styles.actions}>
        {SIDES.map((side) => (
          <Button
            key={side}
            disabled={goal.pending}
            pending={goal.pending && goal.values === side}
            onClick={() => goal.run(side)}
          >
            <SideMark side={side} />
            {texts.testGoalOf({ side: sides[side] })}
          </Button>
        ))}
      </div>
      <ProblemNote error={goal.error} />
      <p role="status">{goal.result ? texts.testGoalDone : ""}</p>
      {goal.result?.matchId ? (
        <p>
          <Link to={paths.match(goal.result.matchId)} className={buttonClass("primary")}>
            {texts.seeMatch}
          </Link>
        </p>
      ) : null}
    </Dialog>
  );
}
