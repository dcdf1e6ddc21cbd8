import { API, matchSchema, type Table } from "@babyfoot/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../../shared/api/client.ts";
import { useAction } from "../../../shared/api/use-action.ts";
import { tableQuery } from "../../../shared/game/tables.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { liveStore } from "../../../shared/live/live-client.ts";
import { navigate } from "../../../shared/navigation/location.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { type Seat, type Teams, TeamsPicker } from "../../../shared/players/teams-picker.tsx";
import { meQuery, type User } from "../../../shared/session/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { OFFERED, OFFERED_FORMATS, type OfferedFormat } from "../data/formats.ts";
import { tableMessages } from "../messages.ts";

interface StartMatchDialogProps {
  table: Table;
  user: User;
  onClose: () => void;
}

interface NewMatch {
  tableId: string;
  red: string[];
  blue: string[];
  format: (typeof OFFERED_FORMATS)[OfferedFormat];
}

export function StartMatchDialog({ table, user, onClose }: StartMatchDialogProps) {
  const texts = useMessages(tableMessages);
  const { data: me } = useQuery(meQuery);
  const self: Seat["player"] = { id: user.id, displayName: me?.displayName ?? user.name };
  const [chosen, setChosen] = useState<Teams | null>(null);
  const [format, setFormat] = useState<OfferedFormat>("house");
  const start = useStart(table);
  const teams = chosen ?? { red: [{ player: self, position: null }], blue: [] };
  const ids = (seats: Seat[]) => seats.map((seat) => seat.player.id);
  const submit = () =>
    start.run({
      tableId: table.id,
      red: ids(teams.red),
      blue: ids(teams.blue),
      format: OFFERED_FORMATS[format],
    });
  return (
    <Dialog title={texts.start} onClose={onClose}>
      <Form onSubmit={submit}>
        <p>{texts.teamsHint}</p>
        <TeamsPicker teams={teams} seating={{ may: "anybody" }} onChange={setChosen} />
        <Choices
          legend={texts.format}
          value={format}
          options={OFFERED.map((value) => ({
            value,
            label: texts[value],
            hint: texts[`${value}Hint`],
          }))}
          onChange={setFormat}
        />
        <ProblemNote error={start.error} />
        <Button type="submit" look="primary" pending={start.pending}>
          {texts.kickOff}
        </Button>
      </Form>
    </Dialog>
  );
}

function useStart(table: Table) {
  const client = useQueryClient();
  return useAction<NewMatch, ReturnType<typeof matchSchema.parse>>({
    act: (body, attempt) => call(matchSchema, `${API}/matches`, { method: "POST", body, attempt }),
    onDone: (match) => {
      liveStore.remember({ matches: [match] });
      navigate(paths.match(match.id));
    },
    onFailed: () => void client.invalidateQueries(tableQuery(table.id)),
  });
}
