import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { currentPlace, navigate } from "./location.ts";
import { usePlace } from "./place-context.ts";
import { preload } from "./preload.ts";

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string;
  /** Also current on the pages below this one. */
  covers?: boolean;
}

/** A link to a page of ours; the page's code is fetched as soon as one reaches for it. */
export function Link({ to, covers = false, onClick, ...rest }: LinkProps) {
  const path = usePlace().split("?")[0] ?? "";
  const current = path === to || (covers && path.startsWith(`${to}/`));
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || isForBrowser(event)) return;
    event.preventDefault();
    if (to !== currentPlace()) navigate(to);
  };
  return (
    <a
      aria-current={current ? "page" : undefined}
      {...rest}
      href={to}
      onClick={follow}
      onPointerEnter={() => preload(to)}
      onFocus={() => preload(to)}
    />
  );
}

/** New tab, new window, download. */
function isForBrowser(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}
