import { useMessages } from "../i18n/use-messages.ts";
import { Link } from "../navigation/link.tsx";
import { paths } from "../navigation/paths.ts";
import { buttonClass } from "./button.tsx";
import { uiMessages } from "./messages.ts";
import { Page } from "./page.tsx";
import { EmptyState } from "./states.tsx";

/** There is nothing at this address. */
export function NotFound() {
  const texts = useMessages(uiMessages);
  return (
    <Page title={texts.notFoundTitle} width="narrow">
      <EmptyState title={texts.notFoundText}>
        <Link to={paths.home} className={buttonClass("primary")}>
          {texts.home}
        </Link>
      </EmptyState>
    </Page>
  );
}
