import { useEffect } from "react";

const NAME = "babyfoot";
let ofPage = NAME;
let urgent: string | null = null;

function write(): void {
  const title = urgent ?? ofPage;
  document.title = title === NAME ? title : `${title} · ${NAME}`;
}

/** The title of the page that is shown. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    ofPage = title;
    write();
  }, [title]);
}

/** Stands before whatever page is shown, as long as it is not null. */
export function useUrgentTitle(title: string | null): void {
  useEffect(() => {
    urgent = title;
    write();
  }, [title]);
  useEffect(
    () => () => {
      urgent = null;
      write();
    },
    [],
  );
}
