import type { MatchDetail } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { MatchPlayer } from "../../../shared/game/match-view.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import {
  type Seat,
  type Seating,
  type Teams,
  TeamsPicker,
} from "../../../shared/players/teams-picker.tsx";
import { hasRole, meQuery, useSession } from "../../../shared/session/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { type NamedTeams, namePlayers } from "../data/match.ts";
import { useMatchAction } from "../data/use-match-action.ts";
import { matchMessages } from "../messages.ts";

interface PlayersDialogProps {
  match: MatchDetail;
  onClose: () => void;
}

/** Who plays, on which side and where on the rods. */
export function PlayersDialog({ match, onClose }: PlayersDialogProps) {
  const texts = useMessages(matchMessages);
  const [teams, setTeams] = useState<Teams>(() => ({
    red: match.red.map(seatFrom),
    blue: match.blue.map(seatFrom),
  }));
  const rights = useLineupRights(match);
  const naming = useMatchAction<NamedTeams>(match.id, {
    act: (values, attempt) => namePlayers(match.id, values, attempt),
    onDone: () => {
      toast(texts.playersSaved);
      onClose();
    },
    quiet: true,
  });
  return (
    <Dialog title={texts.players} onClose={onClose}>
      <Form onSubmit={() => naming.run({ red: teams.red.map(named), blue: teams.blue.map(named) })}>
        <TeamsPicker
          teams={teams}
          seating={rights.seating}
          mayRemove={rights.mayRemove}
          onChange={setTeams}
        />
        <ProblemNote error={naming.error} />
        <Button type="submit" look="primary" pending={naming.pending}>
          {texts.save}
        </Button>
      </Form>
    </Dialog>
  );
}

/** Staff arrange everybody; players seat others, those who do not play only themselves. */
function useLineupRights(match: MatchDetail) {
  const { user } = useSession();
  const { data: me } = useQuery(meQuery);
  const before = [...match.red, ...match.blue].map((player) => player.playerId);
  const staff = hasRole(user, "staff");
  const inside = user !== null && before.includes(user.id);
  const self = { id: user?.id ?? "", displayName: me?.displayName ?? user?.name ?? "" };
  const seating: Seating = staff || inside ? { may: "anybody" } : { may: "themselves", self };
  const mayRemove = (id: string) => staff || id === user?.id || !before.includes(id);
  return { seating, mayRemove };
}

function seatFrom({ playerId, displayName, position }: MatchPlayer): Seat {
  return { player: { id: playerId, displayName }, position };
}

function named(seat: Seat) {
  return { playerId: seat.player.id, position: seat.position };
}
