import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { changePassword, sessionsQuery } from "../data/account.ts";
import { accountMessages } from "../messages.ts";
import styles from "../pages/accounts.module.css";
import { NewPasswordField } from "./new-password-field.tsx";

export function PasswordForm() {
  const texts = useMessages(accountMessages);
  const client = useQueryClient();
  const [currentPassword, setCurrent] = useState("");
  const [newPassword, setNew] = useState("");
  const change = useAction<{ currentPassword: string; newPassword: string }>({
    act: changePassword,
    onDone: () => {
      setCurrent("");
      setNew("");
      toast(texts.passwordChanged);
      void client.invalidateQueries(sessionsQuery);
    },
  });
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{texts.changePassword}</h2>
      <Form onSubmit={() => change.run({ currentPassword, newPassword })}>
        <TextField
          label={texts.currentPassword}
          type="password"
          autoComplete="current-password"
          required
          value={currentPassword}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <NewPasswordField label={texts.newPassword} value={newPassword} onChange={setNew} />
        <ProblemNote error={change.error} />
        <Button type="submit" pending={change.pending}>
          {texts.changePassword}
        </Button>
      </Form>
    </section>
  );
}
