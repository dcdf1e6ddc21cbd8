import type { Role } from "@babyfoot/contract";
import type { ReactNode } from "react";
import { useMessages } from "../i18n/use-messages.ts";
import { Link } from "../navigation/link.tsx";
import { paths } from "../navigation/paths.ts";
import { usePlace } from "../navigation/place-context.ts";
import { buttonClass } from "../ui/button.tsx";
import { uiMessages } from "../ui/messages.ts";
import { Page } from "../ui/page.tsx";
import { EmptyState, ErrorState, Skeleton } from "../ui/states.tsx";
import { hasRole, type User, useSession } from "./session.ts";

interface RequireRoleProps {
  atLeast: Role;
  /** What signing in is for, where the page alone does not say. */
  why?: string;
  children: (user: User) => ReactNode;
}

/** A page for some only: others are told so, or asked to sign in and brought back here. */
export function RequireRole({ atLeast, why, children }: RequireRoleProps) {
  const texts = useMessages(uiMessages);
  const session = useSession();
  const place = usePlace();
  switch (session.status) {
    case "loading":
      return (
        <Page title="babyfoot" heading={<span />} width="narrow">
          <Skeleton height="8rem" count={2} />
        </Page>
      );
    case "failed":
      return (
        <Page title="babyfoot" heading={<span />} width="narrow">
          <ErrorState error={session.error} onRetry={session.retry} />
        </Page>
      );
    case "out":
      return (
        <Page title={texts.signInTitle} width="narrow">
          {why === undefined ? null : <p>{why}</p>}
          <p>
            <Link to={paths.signIn(place)} className={buttonClass("primary")}>
              {texts.signIn}
            </Link>
          </p>
        </Page>
      );
    case "in":
      return hasRole(session.user, atLeast) ? children(session.user) : <NoRight />;
    default:
      return session satisfies never;
  }
}

function NoRight() {
  const texts = useMessages(uiMessages);
  return (
    <Page title={texts.noRightTitle} width="narrow">
      <EmptyState title={texts.noRightText}>
        <Link to={paths.home} className={buttonClass("primary")}>
          {texts.home}
        </Link>
      </EmptyState>
    </Page>
  );
}
