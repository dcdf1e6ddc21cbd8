import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { sessionQuery, useSession } from "../../../shared/session/session.ts";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ResendButton } from "../components/resend-button.tsx";
import { accountMessages } from "../messages.ts";

/** Where the mailed link ends: the address is theirs, or the link no longer tells. */
export function VerifyPage({ search }: PageProps) {
  const texts = useMessages(accountMessages);
  const client = useQueryClient();
  const { user } = useSession();
  const verified = search.get("status") === "ok";
  useEffect(() => {
    if (verified) void client.invalidateQueries(sessionQuery);
  }, [client, verified]);
  if (verified) {
    return (
      <Page title={texts.verifiedTitle} width="narrow">
        <p>{texts.verifiedText}</p>
        <p>
          <Link to={paths.home} className={buttonClass("primary")}>
            {texts.toTables}
          </Link>
        </p>
      </Page>
    );
  }
  return (
    <Page title={texts.notVerifiedTitle} width="narrow">
      <p>{texts.notVerifiedText}</p>
      {user ? (
        <ResendButton email={user.email} />
      ) : (
        <p>
          <Link to={paths.signIn(paths.me)} className={buttonClass("primary")}>
            {texts.signIn}
          </Link>
        </p>
      )}
    </Page>
  );
}
