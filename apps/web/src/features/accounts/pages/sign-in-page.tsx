import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiProblem } from "../../../shared/api/problem.ts";
import { useAction } from "../../../shared/api/use-action.ts";
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
import { ProviderButton } from "../components/provider-button.tsx";
import { type Credentials, signIn, signInOptionsQuery } from "../data/account.ts";
import { useEntering } from "../data/use-entering.ts";
import { accountMessages } from "../messages.ts";
import styles from "./accounts.module.css";

export function SignInPage({ search }: PageProps) {
  const texts = useMessages(accountMessages);
  const { data: options } = useQuery(signInOptionsQuery);
  const next = search.get("next");
  const code = search.get("error");
  return (
    <Page title={texts.signInTitle} width="narrow">
      {code ? <ProblemNote error={new ApiProblem({ code })} /> : null}
      {options?.oidc ? <ProviderButton provider={options.oidc} /> : null}
      <SignInForm next={next} />
      <p className={styles.links}>
        <Link to={paths.signUp(next ?? undefined)} className={buttonClass("plain")}>
          {texts.noAccount}
        </Link>
        <Link to={paths.reset} className={buttonClass("quiet")}>
          {texts.forgotten}
        </Link>
      </p>
    </Page>
  );
}

function SignInForm({ next }: { next: string | null }) {
  const texts = useMessages(accountMessages);
  const kept = useKeptInput("sign-in", { email: "" });
  const [password, setPassword] = useState("");
  const enter = useEntering(next);
  const entry = useAction<Credentials>({
    act: signIn,
    onDone: () => {
      kept.forget();
      enter();
    },
  });
  const { email } = kept.values;
  return (
    <Form onSubmit={() => entry.run({ email: email.trim(), password })}>
      <TextField
        label={texts.email}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => kept.set({ email: event.target.value })}
      />
      <TextField
        label={texts.password}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <ProblemNote error={entry.error} />
      <Button type="submit" look="primary" pending={entry.pending}>
        {texts.signIn}
      </Button>
    </Form>
  );
}
