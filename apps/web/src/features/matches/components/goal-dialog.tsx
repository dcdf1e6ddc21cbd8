import type { MatchDetail } from "@babyfoot/contract";
import { useState } from "react";
import { otherSide, SIDES, type Side } from "../../../shared/game/match-view.ts";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { CheckField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { addGoal, type Goal } from "../data/match.ts";
import { useMatchAction } from "../data/use-match-action.ts";
import { matchMessages } from "../messages.ts";

interface GoalDialogProps {
  match: MatchDetail;
  onClose: () => void;
}

/** A goal with who scored it and how. */
export function GoalDialog({ match, onClose }: GoalDialogProps) {
  const texts = useMessages(matchMessages);
  const sides = useMessages(gameMessages);
  const [team, setTeam] = useState<Side>("red");
  const [scorer, setScorer] = useState("");
  const [ownGoal, setOwnGoal] = useState(false);
  const [gamelle, setGamelle] = useState(false);
  const goal = useMatchAction<Goal>(match.id, {
    act: (values, attempt) => addGoal(match.id, values, attempt),
    onDone: onClose,
    quiet: true,
  });
  const scorers = match[ownGoal ? otherSide(team) : team];
  const known = scorers.some((player) => player.playerId === scorer);
  const submit = () =>
    goal.run({
      side: team,
      ...(known ? { scorerId: scorer } : {}),
      ...(ownGoal ? { ownGoal } : {}),
      ...(gamelle ? { gamelle } : {}),
    });
  return (
    <Dialog title={texts.detailedGoal} onClose={onClose}>
      <Form onSubmit={submit}>
        <Choices
          legend={texts.side}
          value={team}
          options={SIDES.map((side) => ({ value: side, label: sides[side] }))}
          onChange={setTeam}
        />
        <CheckField
          label={texts.ownGoal}
          checked={ownGoal}
          onChange={(event) => setOwnGoal(event.target.checked)}
        />
        <CheckField
          label={texts.isGamelle}
          checked={gamelle}
          onChange={(event) => setGamelle(event.target.checked)}
        />
        {scorers.length > 0 ? (
          <Choices
            legend={texts.scorer}
            value={known ? scorer : ""}
            options={[
              ...scorers.map((player) => ({ value: player.playerId, label: player.displayName })),
              { value: "", label: texts.unknownScorer },
            ]}
            onChange={setScorer}
          />
        ) : null}
        <ProblemNote error={goal.error} />
        <Button type="submit" look="primary" pending={goal.pending}>
          {texts.count}
        </Button>
      </Form>
    </Dialog>
  );
}
