import type { PlayerStats } from "@babyfoot/contract";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { playerMessages } from "../messages.ts";
import styles from "./form-beads.module.css";

type Played = PlayerStats["form"][number];

/** The last games on a rod, the oldest at the left: pushed up when won, down when lost. */
export function FormBeads({ form }: { form: PlayerStats["form"] }) {
  const texts = useMessages(playerMessages);
  if (form.length === 0) return null;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{texts.form({ count: form.length })}</figcaption>
      <ol className={styles.rod}>
        {form.toReversed().map((played) => (
          <Bead key={played.game.gameId} played={played} />
        ))}
      </ol>
      <p className={styles.order}>
        <span>{texts.oldest}</span>
        <span>{texts.newest}</span>
      </p>
    </figure>
  );
}

function Bead({ played: { result, game } }: { played: Played }) {
  const texts = useMessages(playerMessages);
  const figures = useFigures();
  const day = game.date === null ? texts.undated : figures.day(game.date);
  const score = `${game.scoreRed ?? "?"}–${game.scoreBlue ?? "?"}`;
  return (
    <li
      className={classNames(styles.bead, styles[result])}
      title={`${texts[result]}, ${score}, ${day}`}
    >
      <span aria-hidden="true">{texts[`${result}Letter`]}</span>
      <span className="visually-hidden">{`${texts[result]}, ${score}, ${day}`}</span>
    </li>
  );
}
