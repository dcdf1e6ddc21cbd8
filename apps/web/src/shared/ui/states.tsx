import type { ReactNode } from "react";
import { ApiProblem } from "../api/problem.ts";
import { useProblemText } from "../api/use-problem-text.ts";
import { useMessages } from "../i18n/use-messages.ts";
import { Button } from "./button.tsx";
import { FoosballMan } from "./foosball-man.tsx";
import { uiMessages } from "./messages.ts";
import styles from "./states.module.css";

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
}

/** Nothing to show, and what can be done about it. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <FoosballMan />
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

/** A page or part that could not be read, with another try. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const texts = useMessages(uiMessages);
  const problemText = useProblemText();
  const reference = error instanceof ApiProblem ? error.requestId : null;
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{texts.errorTitle}</p>
      <p>{problemText(error)}</p>
      {reference ? <p className={styles.small}>{texts.reference({ id: reference })}</p> : null}
      {onRetry ? (
        <Button look="primary" onClick={onRetry}>
          {texts.retry}
        </Button>
      ) : null}
    </div>
  );
}

/** A field's or form's failure, in place. */
export function ProblemNote({ error }: { error: unknown }) {
  const problemText = useProblemText();
  if (!error) return null;
  return <Note>{problemText(error)}</Note>;
}

/** What went wrong, said where it did. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <p className={styles.note} role="alert">
      {children}
    </p>
  );
}

interface SkeletonProps {
  /** CSS height. */
  height: string;
  count?: number;
}

/** The place that what is being read will take. */
export function Skeleton({ height, count = 1 }: SkeletonProps) {
  const texts = useMessages(uiMessages);
  return (
    <div role="status" className={styles.skeletons}>
      <span className="visually-hidden">{texts.loading}</span>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: these places never move
        <div key={index} className={styles.skeleton} style={{ height }} />
      ))}
    </div>
  );
}
