import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { useDocumentTitle } from "./document-title.ts";
import styles from "./page.module.css";

interface PageProps {
  /** The document's title; also the heading unless `heading` says otherwise. */
  title: string;
  heading?: ReactNode;
  /** `narrow` for forms and reading. */
  width?: "wide" | "narrow";
  children: ReactNode;
}

/** What every page is wrapped in: its title, its one `<h1>`, its width. */
export function Page({ title, heading, width = "wide", children }: PageProps) {
  useDocumentTitle(title);
  return (
    <main
      id="content"
      tabIndex={-1}
      className={classNames(styles.page, width === "narrow" && styles.narrow)}
    >
      {heading ?? <h1>{title}</h1>}
      {children}
    </main>
  );
}
