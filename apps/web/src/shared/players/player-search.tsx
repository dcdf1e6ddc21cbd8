import { API, listOf, type Player, playerSchema } from "@babyfoot/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call, query } from "../api/client.ts";
import { useMessages } from "../i18n/use-messages.ts";
import { TextField } from "../ui/field.tsx";
import { ProblemNote } from "../ui/states.tsx";
import { playerMessages } from "./messages.ts";
import styles from "./player-search.module.css";

const playerList = listOf(playerSchema);
const PAUSE_MS = 250;

interface PlayerSearchProps {
  label: string;
  /** Ids of those who are chosen already. */
  taken: readonly string[];
  onPick: (player: Player) => void;
}

/** Finds a player by the display name. */
export function PlayerSearch({ label, taken, onPick }: PlayerSearchProps) {
  const texts = useMessages(playerMessages);
  const [typed, setTyped] = useState("");
  const search = useSettled(typed.trim());
  const found = useQuery({
    queryKey: ["players", search],
    queryFn: ({ signal }) =>
      call(playerList, `${API}/players${query({ search, limit: 8 })}`, { signal }),
    enabled: search !== "",
    placeholderData: keepPreviousData,
  });
  const players = (found.data?.items ?? []).filter((player) => !taken.includes(player.id));
  const pick = (player: Player) => {
    setTyped("");
    onPick(player);
  };
  return (
    <div>
      <TextField
        type="search"
        label={label}
        hint={texts.hint}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      <ProblemNote error={found.error} />
      {typed.trim() !== "" && found.isSuccess ? <Results players={players} onPick={pick} /> : null}
    </div>
  );
}

function Results({ players, onPick }: { players: Player[]; onPick: (player: Player) => void }) {
  const texts = useMessages(playerMessages);
  if (players.length === 0) return <p role="status">{texts.nobody}</p>;
  return (
    <ul className={styles.results}>
      {players.map((player) => (
        <li key={player.id}>
          <button type="button" className={styles.result} onClick={() => onPick(player)}>
            {player.avatar ? <span aria-hidden="true">{player.avatar}</span> : null}
            {player.displayName}
          </button>
        </li>
      ))}
    </ul>
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
