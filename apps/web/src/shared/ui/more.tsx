import { useMessages } from "../i18n/use-messages.ts";
import { Button } from "./button.tsx";
import { uiMessages } from "./messages.ts";

interface MoreProps {
  /** A list that is read page by page. */
  list: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
}

/** Shows what comes next of a list, if anything does. */
export function More({ list }: MoreProps) {
  const texts = useMessages(uiMessages);
  if (!list.hasNextPage) return null;
  return (
    <p>
      <Button pending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {texts.more}
      </Button>
    </p>
  );
}
