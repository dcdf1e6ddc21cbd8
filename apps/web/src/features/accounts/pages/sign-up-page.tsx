import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { hasCode } from "../../../shared/api/problem.ts";
import { useAction } from "../../../shared/api/use-action.ts";
import { useProblemText } from "../../../shared/api/use-problem-text.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { useKeptInput } from "../../../shared/ui/use-kept-input.ts";
import { NewPasswordField } from "../components/new-password-field.tsx";
import { ProviderButton } from "../components/provider-button.tsx";
import { type Credentials, signInOptionsQuery, signUp } from "../data/account.ts";
import { useEntering } from "../data/use-entering.ts";
import { accountMessages } from "../messages.ts";
import styles from "./accounts.module.css";

export function SignUpPage({ search }: PageProps) {
  const texts = useMessages(accountMessages);
  const { data: options } = useQuery(signInOptionsQuery);
  const next = search.get("next");
  return (
    <Page title={texts.signUpTitle} width="narrow">
      {options?.oidc ? <ProviderButton provider={options.oidc} /> : null}
      <SignUpForm next={next} domains={options?.allowedEmailDomains ?? []} />
      <p className={styles.links}>
        <Link to={paths.signIn(next ?? undefined)} className={buttonClass("plain")}>
          {texts.haveAccount}
        </Link>
      </p>
    </Page>
  );
}

interface SignUpFormProps {
  next: string | null;
  /** Empty: any. */
  domains: string[];
}

function SignUpForm({ next, domains }: SignUpFormProps) {
  const texts = useMessages(accountMessages);
  const problemText = useProblemText();
  const kept = useKeptInput("sign-up", { name: "", email: "" });
  const [password, setPassword] = useState("");
  const creation = useCreation(next, kept.forget);
  const { name, email } = kept.values;
  const { error } = creation;
  const ofEmail = hasCode(error, "email_taken", "email_domain_not_allowed");
  const ofPassword = hasCode(error, "weak_password");
  return (
    <Form onSubmit={() => creation.run({ name: name.trim(), email: email.trim(), password })}>
      <TextField
        label={texts.name}
        hint={texts.nameHint}
        autoComplete="name"
        required
        maxLength={60}
        value={name}
        onChange={(event) => kept.set({ name: event.target.value })}
      />
      <TextField
        label={texts.email}
        hint={domains.length > 0 ? texts.emailDomains({ domains: domains.join(", ") }) : null}
        error={ofEmail ? problemText(error) : null}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => kept.set({ email: event.target.value })}
      />
      <NewPasswordField
        label={texts.password}
        error={ofPassword ? problemText(error) : null}
        value={password}
        onChange={setPassword}
      />
      <ProblemNote error={ofEmail || ofPassword ? null : error} />
      <Button type="submit" look="primary" pending={creation.pending}>
        {texts.signUp}
      </Button>
    </Form>
  );
}

function useCreation(next: string | null, forget: () => void) {
  const enter = useEntering(next);
  return useAction<Credentials & { name: string }>({
    act: signUp,
    onDone: () => {
      forget();
      enter();
    },
  });
}
