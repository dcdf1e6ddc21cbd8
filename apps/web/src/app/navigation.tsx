import type { ReactNode } from "react";
import { useMessages } from "../shared/i18n/use-messages.ts";
import { Link } from "../shared/navigation/link.tsx";
import { paths } from "../shared/navigation/paths.ts";
import { usePlace } from "../shared/navigation/place-context.ts";
import { useMyPlace } from "../shared/queue/queue.ts";
import { hasRole, useSession } from "../shared/session/session.ts";
import { classNames } from "../shared/ui/class-names.ts";
import { appMessages } from "./messages.ts";
import styles from "./navigation.module.css";
import {
  BeadsIcon,
  ClockIcon,
  FiguresIcon,
  LineIcon,
  ManIcon,
  TableIcon,
  ToolIcon,
} from "./navigation-icons.tsx";

const FIGURES = paths.insights();

/** At the bottom of a phone, in the top bar of a larger screen. */
export function Navigation() {
  const texts = useMessages(appMessages);
  const { user, status } = useSession();
  return (
    <nav className={styles.bar} aria-label={texts.navigation}>
      <Item to={paths.home} label={texts.tables} icon={<TableIcon />} />
      <Item to={paths.book()} label={texts.book} icon={<ClockIcon />} />
      <PlaceItem />
      <Item to={paths.matches} label={texts.matches} icon={<BeadsIcon />} within={FIGURES} />
      <Item to={paths.insights()} label={texts.figures} icon={<FiguresIcon />} isForRoom />
      {hasRole(user, "staff") ? (
        <Item to={paths.admin} label={texts.admin} icon={<ToolIcon />} />
      ) : null}
      {status === "in" ? (
        <Item to={paths.me} label={texts.me} icon={<ManIcon />} />
      ) : (
        <Item to={paths.signIn()} label={texts.signIn} icon={<ManIcon />} />
      )}
    </nav>
  );
}

/** On a phone there is room for it while one waits; the way into the line is where tables are. */
function PlaceItem() {
  const texts = useMessages(appMessages);
  const place = useMyPlace();
  return place ? <Item to={paths.queue()} label={texts.place} icon={<LineIcon />} /> : null;
}

interface ItemProps {
  to: string;
  label: string;
  icon: ReactNode;
  /** A page that is reached through this one where it has no place of its own. */
  within?: string;
  /** Only where the bar has room. */
  isForRoom?: boolean;
}

function Item({ to, label, icon, within, isForRoom = false }: ItemProps) {
  const here = usePlace().split("?")[0] === within;
  return (
    <Link
      to={to}
      className={classNames(styles.item, here && styles.within, isForRoom && styles.forRoom)}
      covers={to !== paths.home}
    >
      {icon}
      <span>{label}</span>
    </Link>
  );
}
