import type { Role } from "@babyfoot/contract";
import { type ReactNode, useEffect, useRef } from "react";
import { useMessages } from "../../shared/i18n/use-messages.ts";
import { Link } from "../../shared/navigation/link.tsx";
import { paths } from "../../shared/navigation/paths.ts";
import { RequireRole } from "../../shared/session/require-role.tsx";
import { hasRole, type User } from "../../shared/session/session.ts";
import { Page } from "../../shared/ui/page.tsx";
import styles from "./admin.module.css";
import { adminMessages } from "./messages.ts";

interface AdminFrameProps {
  title: string;
  atLeast?: Role;
  /** The page's main action. */
  action?: ReactNode;
  children: ReactNode | ((rights: { mayChange: boolean }) => ReactNode);
}

/** The pages of those who keep the tables alive. */
export function AdminFrame({ title, atLeast = "staff", action, children }: AdminFrameProps) {
  return (
    <RequireRole atLeast={atLeast}>
      {(user) => {
        const mayChange = hasRole(user, "admin");
        return (
          <Page title={title} heading={<Heading title={title} user={user} action={action} />}>
            {typeof children === "function" ? children({ mayChange }) : children}
          </Page>
        );
      }}
    </RequireRole>
  );
}

function Heading({ title, user, action }: { title: string; user: User; action: ReactNode }) {
  const texts = useMessages(adminMessages);
  const admin = hasRole(user, "admin");
  const tabs = useCurrentInSight();
  return (
    <header className={styles.top}>
      <nav ref={tabs} className={styles.tabs} aria-label={texts.navigation}>
        <Tab to={paths.admin} label={texts.tables} />
        <Tab to={paths.adminBookings()} label={texts.bookings} covers />
        <Tab to={paths.adminFaults} label={texts.faults} />
        <Tab to={paths.adminDevices} label={texts.devices} />
        {admin ? <Tab to={paths.adminPeople} label={texts.people} /> : null}
        {admin ? <Tab to={paths.adminVenue} label={texts.venue} /> : null}
        {admin ? <Tab to={paths.adminAudit} label={texts.audit} /> : null}
        {admin ? <Tab to={paths.adminChannels} label={texts.channels} /> : null}
        {admin ? <Tab to={paths.adminImports} label={texts.imports} covers /> : null}
        {admin ? <Tab to={paths.adminExports} label={texts.exports} /> : null}
        {admin ? <Tab to={paths.adminHealth} label={texts.health} /> : null}
      </nav>
      <div className={styles.line}>
        <h1>{title}</h1>
        {admin ? action : null}
      </div>
    </header>
  );
}

/** On a phone not all tabs have room: the current one is scrolled to. */
function useCurrentInSight() {
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = tabs.current?.querySelector<HTMLElement>("[aria-current]");
    if (current && tabs.current) tabs.current.scrollLeft = current.offsetLeft - current.offsetWidth;
  }, []);
  return tabs;
}

interface TabProps {
  to: string;
  label: string;
  covers?: boolean;
}

function Tab({ to, label, covers = false }: TabProps) {
  return (
    <Link to={to} covers={covers} className={styles.tab}>
      {label}
    </Link>
  );
}
