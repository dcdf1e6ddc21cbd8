import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { useSession } from "../../../shared/session/session.ts";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { homeMessages } from "../messages.ts";
import styles from "./invitation.module.css";

/** For people who are not signed in: why and how to be. */
export function Invitation() {
  const texts = useMessages(homeMessages);
  const { status } = useSession();
  if (status !== "out") return null;
  return (
    <section className={styles.invitation}>
      <h2>{texts.inviteTitle}</h2>
      <p>{texts.inviteText}</p>
      <p className={styles.actions}>
        <Link to={paths.signUp()} className={buttonClass("primary")}>
          {texts.signUp}
        </Link>
        <Link to={paths.signIn()} className={buttonClass("quiet")}>
          {texts.signIn}
        </Link>
      </p>
    </section>
  );
}
