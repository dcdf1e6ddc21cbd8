import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { signOut } from "../data/account.ts";
import { useLeaving } from "../data/use-entering.ts";
import { accountMessages } from "../messages.ts";

export function SignOutButton() {
  const texts = useMessages(accountMessages);
  const leaving = useAction({ act: signOut, onDone: useLeaving() });
  return (
    <>
      <ProblemNote error={leaving.error} />
      <Button pending={leaving.pending} onClick={() => leaving.run()}>
        {texts.signOut}
      </Button>
    </>
  );
}
