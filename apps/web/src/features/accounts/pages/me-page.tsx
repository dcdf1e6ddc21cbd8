import type { Me } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { RequireRole } from "../../../shared/session/require-role.tsx";
import { meQuery } from "../../../shared/session/session.ts";
import { Page } from "../../../shared/ui/page.tsx";
import { ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { Calendar } from "../components/calendar.tsx";
import { Cards } from "../components/cards.tsx";
import { MessageLinks } from "../components/message-links.tsx";
import { MyData } from "../components/my-data.tsx";
import { PasswordForm } from "../components/password-form.tsx";
import { ProfileForm } from "../components/profile-form.tsx";
import { ResendButton } from "../components/resend-button.tsx";
import { Sessions } from "../components/sessions.tsx";
import { SignOutButton } from "../components/sign-out-button.tsx";
import { accountMessages } from "../messages.ts";
import styles from "./accounts.module.css";

export function MePage() {
  return <RequireRole atLeast="player">{() => <Account />}</RequireRole>;
}

function Account() {
  const texts = useMessages(accountMessages);
  const me = useQuery(meQuery);
  return (
    <Page title={texts.meTitle} width="narrow">
      {me.data ? <Sections me={me.data} /> : null}
      {me.isPending ? <Skeleton height="10rem" count={3} /> : null}
      {me.isError && !me.data ? (
        <ErrorState error={me.error} onRetry={() => void me.refetch()} />
      ) : null}
    </Page>
  );
}

function Sections({ me }: { me: Me }) {
  const texts = useMessages(accountMessages);
  return (
    <>
      <div className={styles.item}>
        <p>{me.email}</p>
        <SignOutButton />
      </div>
      {me.emailVerified ? null : (
        <div>
          <p>{texts.unverified}</p>
          <ResendButton email={me.email} />
        </div>
      )}
      <p>
        <Link to={paths.player(me.id)}>{texts.myGames}</Link>
      </p>
      <ProfileForm me={me} />
      <MessageLinks />
      <Cards />
      <Calendar me={me} />
      <PasswordForm />
      <Sessions />
      <MyData me={me} />
    </>
  );
}
