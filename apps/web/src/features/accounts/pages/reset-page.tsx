import { useState } from "react";
import { hasCode } from "../../../shared/api/problem.ts";
import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { navigate } from "../../../shared/navigation/location.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { NewPasswordField } from "../components/new-password-field.tsx";
import { requestReset, resetPassword } from "../data/account.ts";
import { accountMessages } from "../messages.ts";

export function ResetPage({ search }: PageProps) {
  const token = search.get("token");
  return token ? <NewPassword token={token} /> : <AskLink />;
}

function AskLink() {
  const texts = useMessages(accountMessages);
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const request = useAction<string>({ act: requestReset, onDone: () => setSent(true) });
  if (sent) {
    return (
      <Page title={texts.linkSentTitle} width="narrow">
        <p role="status">{texts.linkSent}</p>
      </Page>
    );
  }
  return (
    <Page title={texts.resetTitle} width="narrow">
      <Form onSubmit={() => request.run(email.trim())}>
        <p>{texts.resetText}</p>
        <TextField
          label={texts.email}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <ProblemNote error={request.error} />
        <Button type="submit" look="primary" pending={request.pending}>
          {texts.sendLink}
        </Button>
      </Form>
    </Page>
  );
}

function NewPassword({ token }: { token: string }) {
  const texts = useMessages(accountMessages);
  const [newPassword, setNewPassword] = useState("");
  const reset = useAction<{ token: string; newPassword: string }>({
    act: resetPassword,
    onDone: () => {
      toast(texts.resetDone);
      navigate(paths.signIn(), { replace: true });
    },
  });
  return (
    <Page title={texts.newPasswordTitle} width="narrow">
      <Form onSubmit={() => reset.run({ token, newPassword })}>
        <NewPasswordField label={texts.newPassword} value={newPassword} onChange={setNewPassword} />
        <ProblemNote error={reset.error} />
        {hasCode(reset.error, "invalid_link") ? (
          <Link to={paths.reset} className={buttonClass("plain")}>
            {texts.newLink}
          </Link>
        ) : null}
        <Button type="submit" look="primary" pending={reset.pending}>
          {texts.saveNew}
        </Button>
      </Form>
    </Page>
  );
}
