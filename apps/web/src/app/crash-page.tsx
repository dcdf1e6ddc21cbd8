import { useMessages } from "../shared/i18n/use-messages.ts";
import { Button } from "../shared/ui/button.tsx";
import { Page } from "../shared/ui/page.tsx";
import { appMessages } from "./messages.ts";

/** What is shown when a page itself fails. */
export function CrashPage() {
  const texts = useMessages(appMessages);
  return (
    <Page title={texts.crashTitle} width="narrow">
      <p>{texts.crashText}</p>
      <p>
        <Button look="primary" onClick={() => location.reload()}>
          {texts.reload}
        </Button>
      </p>
    </Page>
  );
}
