import type { ImportDetail } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import styles from "./imports.module.css";
import { type ImportStep, isRunning, takeStep } from "./imports.ts";
import { importMessages } from "./messages.ts";
import numerals from "./outcome.module.css";

/** What an import has come to, and what can be done with it. */
export function Outcome({ found }: { found: ImportDetail }) {
  const texts = useMessages(importMessages);
  const step = useStep(found);
  const { status } = found;
  return (
    <>
      {isRunning(status) ? null : <Counts found={found} />}
      {status === "previewed" ? (
        <>
          <p className={styles.text}>{texts.confirmText}</p>
          <p className={styles.verdict}>
            <Button look="primary" pending={step.pending} onClick={() => step.run("confirm")}>
              {texts.confirm}
            </Button>
            <Button disabled={step.pending} onClick={() => step.run("cancel")}>
              {texts.cancelImport}
            </Button>
          </p>
        </>
      ) : null}
      {isRunning(status) ? (
        <p>
          <Button pending={step.pending} onClick={() => step.run("cancel")}>
            {texts.cancelImport}
          </Button>
        </p>
      ) : null}
      {status === "finished" ? <Finished found={found} step={step} /> : null}
      {status === "unchanged" || status === "reverted" || status === "cancelled" ? (
        <p className={styles.text}>{texts[`${status}Text`]}</p>
      ) : null}
      <ProblemNote error={step.error} />
    </>
  );
}

type Step = ReturnType<typeof useStep>;

function useStep(found: ImportDetail) {
  const client = useQueryClient();
  const read = () => void client.invalidateQueries({ queryKey: ["imports"] });
  return useAction<ImportStep>({
    act: (step, attempt) => takeStep(found, step, attempt),
    onDone: () => {
      read();
      // What was imported, or taken back, counts in all figures.
      void client.invalidateQueries({ queryKey: ["insights"] });
    },
    onFailed: read,
  });
}

function Finished({ found, step }: { found: ImportDetail; step: Step }) {
  const texts = useMessages(importMessages);
  const [asks, setAsks] = useState(false);
  return (
    <>
      <p className={styles.text}>{texts.finishedText}</p>
      <p className={styles.verdict}>
        <Link to={paths.insights()} className={buttonClass("primary")}>
          {texts.seeFigures}
        </Link>
        <Button look="danger" onClick={() => setAsks(true)}>
          {texts.revert}
        </Button>
      </p>
      {asks ? <RevertDialog found={found} step={step} onClose={() => setAsks(false)} /> : null}
    </>
  );
}

function RevertDialog({
  found,
  step,
  onClose,
}: {
  found: ImportDetail;
  step: Step;
  onClose: () => void;
}) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  const { games, lines } = found.counts;
  return (
    <Dialog title={texts.revertTitle} onClose={onClose}>
      <p>{texts.revertText({ games: figures.counted(games), lines: figures.counted(lines) })}</p>
      <ProblemNote error={step.error} />
      <p>
        <Button look="danger" pending={step.pending} onClick={() => step.run("revert")}>
          {texts.revertDo}
        </Button>
      </p>
    </Dialog>
  );
}

function Counts({ found: { counts, status } }: { found: ImportDetail }) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  if (counts.rows === 0) return null;
  const { games, lines, players, knownGames, differingGames } = counts;
  return (
    <div className={numerals.counts}>
      <p className={numerals.games}>
        <span className={numerals.numeral}>{figures.numeral(games)}</span>{" "}
        {status === "previewed" ? texts.wouldGames : texts.didGames}
      </p>
      <p className={styles.soft}>
        {texts.summary({
          games: figures.counted(games),
          lines: figures.counted(lines),
          players: figures.counted(players),
        })}
      </p>
      {knownGames > 0 ? <p>{texts.known({ known: figures.whole(knownGames) })}</p> : null}
      {differingGames > 0 ? (
        <p>{texts.differing({ count: figures.whole(differingGames) })}</p>
      ) : null}
    </div>
  );
}
