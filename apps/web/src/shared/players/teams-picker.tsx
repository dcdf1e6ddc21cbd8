import type { Player } from "@babyfoot/contract";
import type { Side } from "../game/match-view.ts";
import { gameMessages } from "../game/messages.ts";
import { SideMark } from "../game/side-mark.tsx";
import { useMessages } from "../i18n/use-messages.ts";
import { Button } from "../ui/button.tsx";
import { playerMessages } from "./messages.ts";
import { PlayerSearch } from "./player-search.tsx";
import styles from "./teams-picker.module.css";

export type Position = "goal" | "attack" | null;

export interface Seat {
  player: Pick<Player, "id" | "displayName">;
  position: Position;
}
export type Teams = Record<Side, Seat[]>;

const TEAM_SIZE = 2;

/** Whom the asker may seat: anybody, or only themselves. */
export type Seating =
  | { may: "anybody" }
  | { may: "themselves"; self: Pick<Player, "id" | "displayName"> };

interface TeamsPickerProps {
  teams: Teams;
  seating: Seating;
  /** Who may be sent away again; everybody unless told otherwise. */
  mayRemove?: (playerId: string) => boolean;
  onChange: (teams: Teams) => void;
}

/** Who plays on which side, at most two a side. */
export function TeamsPicker({ teams, seating, mayRemove, onChange }: TeamsPickerProps) {
  const taken = [...teams.red, ...teams.blue].map((seat) => seat.player.id);
  return (
    <div className={styles.teams}>
      {(["red", "blue"] as const).map((side) => (
        <TeamPicker
          key={side}
          side={side}
          seats={teams[side]}
          taken={taken}
          seating={seating}
          mayRemove={mayRemove ?? everybody}
          onChange={(seats) => onChange({ ...teams, [side]: seats })}
        />
      ))}
    </div>
  );
}

const everybody = () => true;

interface TeamPickerProps {
  side: Side;
  seats: Seat[];
  taken: string[];
  seating: Seating;
  mayRemove: (playerId: string) => boolean;
  onChange: (seats: Seat[]) => void;
}

function TeamPicker({ side, seats, taken, seating, mayRemove, onChange }: TeamPickerProps) {
  const sides = useMessages(gameMessages);
  return (
    <fieldset className={styles.team}>
      <legend className={styles.legend}>
        <SideMark side={side} /> {sides[side]}
      </legend>
      {seats.map((seat, index) => (
        <SeatLine
          key={seat.player.id}
          seat={seat}
          onChange={(changed) => onChange(seats.with(index, changed))}
          onRemove={mayRemove(seat.player.id) ? () => onChange(seats.toSpliced(index, 1)) : null}
        />
      ))}
      {seats.length < TEAM_SIZE ? (
        <FreeSeat
          side={side}
          taken={taken}
          seating={seating}
          onTake={(player) => onChange([...seats, { player, position: null }])}
        />
      ) : null}
    </fieldset>
  );
}

interface FreeSeatProps {
  side: Side;
  taken: string[];
  seating: Seating;
  onTake: (player: Seat["player"]) => void;
}

function FreeSeat({ side, taken, seating, onTake }: FreeSeatProps) {
  const texts = useMessages(playerMessages);
  const word = useMessages(gameMessages)[side].toLowerCase();
  if (seating.may === "anybody") {
    return <PlayerSearch label={texts.add({ side: word })} taken={taken} onPick={onTake} />;
  }
  const { self } = seating;
  if (taken.includes(self.id)) return null;
  return <Button onClick={() => onTake(self)}>{texts.join({ side: word })}</Button>;
}

interface SeatLineProps {
  seat: Seat;
  onChange: (seat: Seat) => void;
  /** Null when the player stays. */
  onRemove: (() => void) | null;
}

function SeatLine({ seat, onChange, onRemove }: SeatLineProps) {
  const texts = useMessages(playerMessages);
  const name = seat.player.displayName;
  return (
    <div className={styles.seat}>
      <span className={styles.name}>{name}</span>
      <select
        className={styles.position}
        aria-label={texts.position({ name })}
        value={seat.position ?? ""}
        onChange={(event) => onChange({ ...seat, position: asPosition(event.target.value) })}
      >
        <option value="">{texts.anyPosition}</option>
        <option value="goal">{texts.goal}</option>
        <option value="attack">{texts.attack}</option>
      </select>
      {onRemove ? (
        <Button look="quiet" aria-label={texts.remove({ name })} onClick={onRemove}>
          ×
        </Button>
      ) : null}
    </div>
  );
}

function asPosition(value: string): Position {
  return value === "goal" || value === "attack" ? value : null;
}
