import type { Me } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { hasCode } from "../../../shared/api/problem.ts";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFaultAt } from "../../../shared/api/use-problem-text.ts";
import { setLocale } from "../../../shared/i18n/locale.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { meQuery } from "../../../shared/session/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import { CheckField, TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { changeMe, type MeChange } from "../data/account.ts";
import { accountMessages } from "../messages.ts";
import styles from "../pages/accounts.module.css";

/** What others see of me, and the language of my mails and pages. */
export function ProfileForm({ me }: { me: Me }) {
  const texts = useMessages(accountMessages);
  const [displayName, setDisplayName] = useState(me.displayName);
  const [avatar, setAvatar] = useState(me.avatar ?? "");
  const [locale, setLanguage] = useState(me.locale);
  const [onLeaderboards, setOnLeaderboards] = useState(me.onLeaderboards);
  const change = useChange(me);
  const faultAt = useFaultAt(change.error);
  const values = {
    displayName: displayName.trim(),
    avatar: avatar.trim() === "" ? null : avatar.trim(),
    locale,
    onLeaderboards,
  };
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{texts.profile}</h2>
      <Form onSubmit={() => change.run(values)}>
        <TextField
          label={texts.displayName}
          hint={texts.displayNameHint}
          error={faultAt("displayName")}
          required
          maxLength={30}
          value={displayName}
          onChange={(event) => setDisplayName(event.target.value)}
        />
        <TextField
          label={texts.avatar}
          hint={texts.avatarHint}
          error={faultAt("avatar")}
          maxLength={16}
          value={avatar}
          onChange={(event) => setAvatar(event.target.value)}
        />
        <CheckField
          label={texts.onLeaderboards}
          checked={onLeaderboards}
          onChange={(event) => setOnLeaderboards(event.target.checked)}
        />
        <Choices
          legend={texts.language}
          value={locale}
          options={[
            { value: "fr", label: texts.french },
            { value: "en", label: texts.english },
          ]}
          onChange={setLanguage}
        />
        <ProblemNote error={change.error} />
        <Button type="submit" look="primary" pending={change.pending}>
          {texts.save}
        </Button>
      </Form>
    </section>
  );
}

function useChange(me: Me) {
  const texts = useMessages(accountMessages);
  const client = useQueryClient();
  return useAction<MeChange, Me>({
    act: (values) => changeMe(me, values),
    onDone: (changed) => {
      client.setQueryData(meQuery.queryKey, changed);
      setLocale(changed.locale);
      toast(texts.saved);
    },
    onFailed: (problem) => {
      if (hasCode(problem, "stale")) void client.invalidateQueries(meQuery);
    },
  });
}
