import { Link } from "../navigation/link.tsx";
import { paths } from "../navigation/paths.ts";
import styles from "./player-link.module.css";

/** Somebody's name, which leads to their page. */
export function PlayerLink({ player }: { player: { playerId: string; displayName: string } }) {
  return (
    <Link to={paths.player(player.playerId)} className={styles.name}>
      {player.displayName}
    </Link>
  );
}
