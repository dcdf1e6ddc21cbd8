import type { Player } from "@babyfoot/contract";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { PlayerSearch } from "../../../shared/players/player-search.tsx";
import { Button } from "../../../shared/ui/button.tsx";
import { reservationMessages } from "../messages.ts";
import styles from "./guest-picker.module.css";

const MOST_GUESTS = 3;

interface GuestPickerProps {
  guests: Player[];
  selfId: string;
  onChange: (guests: Player[]) => void;
}

/** Who else is to play; out of the way until somebody wants it. */
export function GuestPicker({ guests, selfId, onChange }: GuestPickerProps) {
  const texts = useMessages(reservationMessages);
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <p>
        <Button onClick={() => setOpen(true)}>{texts.invite}</Button>
      </p>
    );
  }
  return (
    <div className={styles.guests}>
      {guests.map((guest) => (
        <p key={guest.id} className={styles.guest}>
          <span className={styles.name}>{guest.displayName}</span>
          <Button
            look="quiet"
            aria-label={texts.uninvite({ name: guest.displayName })}
            onClick={() => onChange(guests.filter((other) => other !== guest))}
          >
            ×
          </Button>
        </p>
      ))}
      {guests.length < MOST_GUESTS ? (
        <PlayerSearch
          label={texts.inviteLabel}
          taken={[selfId, ...guests.map((guest) => guest.id)]}
          onPick={(player) => onChange([...guests, player])}
        />
      ) : null}
    </div>
  );
}
