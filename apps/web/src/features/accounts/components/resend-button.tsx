import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { resendVerification } from "../data/account.ts";
import { accountMessages } from "../messages.ts";

/** Sends the link that proves the address once more. */
export function ResendButton({ email }: { email: string }) {
  const texts = useMessages(accountMessages);
  const resend = useAction<string, { sent: true }>({
    act: async (address) => {
      await resendVerification(address);
      return { sent: true };
    },
  });
  if (resend.result) return <p role="status">{texts.resent}</p>;
  return (
    <>
      <ProblemNote error={resend.error} />
      <Button pending={resend.pending} onClick={() => resend.run(email)}>
        {texts.resend}
      </Button>
    </>
  );
}
