import type { ButtonHTMLAttributes } from "react";
import styles from "./button.module.css";
import { classNames } from "./class-names.ts";

/** `primary` is the page's one main action: the handle of a rod. */
export type ButtonLook = "primary" | "plain" | "quiet" | "danger";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  /** What it does is under way: it shows so and cannot be pressed again. */
  pending?: boolean;
}

export function Button({ look = "plain", pending = false, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(buttonClass(look), pending && styles.pending, className)}
      aria-busy={pending}
      disabled={rest.disabled === true || pending}
    />
  );
}

/** For links that look like buttons. */
export function buttonClass(look: ButtonLook): string {
  return classNames(styles.button, styles[look]);
}
