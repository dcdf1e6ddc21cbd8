import type { MyNotifications, NoticeChannel, NoticeGroup } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import type { Choosing } from "../data/use-choosing.ts";
import { notificationMessages } from "../messages.ts";
import styles from "./kind-table.module.css";
import { Switch } from "./switch.tsx";

const GROUPS: readonly NoticeGroup[] = [
  "reminders",
  "queue",
  "changes",
  "invitations",
  "confirmations",
];
const WAYS: readonly NoticeChannel[] = ["push", "mail"];

interface KindTableProps {
  chosen: MyNotifications;
  choosing: Choosing;
}

/** Every subject by every way, on or off. */
export function KindTable({ chosen, choosing }: KindTableProps) {
  const texts = useMessages(notificationMessages);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{texts.kind}</th>
          {WAYS.map((way) => (
            <th key={way} scope="col" className={styles.way}>
              {texts[way]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {GROUPS.map((group) => (
          <tr key={group}>
            <th scope="row" className={styles.kind}>
              {texts[group]}
              <span className={styles.hint}>{texts[`${group}Text`]}</span>
            </th>
            {WAYS.map((way) => (
              <td key={way} className={styles.way}>
                <Switch
                  label={texts.by({ kind: texts[group], way: texts[way] })}
                  on={chosen.groups[group][way]}
                  disabled={way === "mail" && !chosen.mailConfigured}
                  onChange={(on) => choosing.run({ groups: { [group]: { [way]: on } } })}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
