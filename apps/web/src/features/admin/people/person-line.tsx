import type { Person, Role } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { sessionQuery } from "../../../shared/session/session.ts";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import styles from "../admin.module.css";
import { changeRole } from "../admin.ts";
import { adminMessages } from "../messages.ts";

const ROLES: readonly Role[] = ["player", "staff", "admin"];

export function PersonLine({ person: listed }: { person: Person }) {
  const texts = useMessages(adminMessages);
  const client = useQueryClient();
  const reread = () => {
    void client.invalidateQueries({ queryKey: ["people"] });
    void client.invalidateQueries(sessionQuery);
  };
  const [answered, setAnswered] = useState<Person | null>(null);
  // Until the list is read again, the answer knows better.
  const person = answered !== null && answered.version > listed.version ? answered : listed;
  const change = useAction<Role, Person>({
    act: (role) => changeRole(person, role),
    onDone: (changed) => {
      setAnswered(changed);
      reread();
      toast(texts.saved);
    },
    onFailed: reread,
  });
  return (
    <li className={styles.item}>
      <div className={styles.what}>
        <p className={styles.name}>{person.name}</p>
        <p className={styles.facts}>
          <span>{person.email}</span>
          {person.displayName === person.name ? null : <span>{person.displayName}</span>}
          {person.emailVerified ? null : <span>{texts.unverified}</span>}
        </p>
        <ProblemNote error={change.error} />
      </div>
      <select
        className={styles.select}
        aria-label={texts.roleOf({ name: person.name })}
        value={change.pending ? change.values : person.role}
        disabled={change.pending}
        onChange={(event) => change.run(asRole(event.target.value))}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {texts[role]}
          </option>
        ))}
      </select>
    </li>
  );
}

function asRole(value: string): Role {
  return ROLES.find((role) => role === value) ?? "player";
}
