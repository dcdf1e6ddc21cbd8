import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { meQuery } from "../../../shared/session/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ErrorState, ProblemNote, Skeleton } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { type Card, cardsQuery, unlinkCard } from "../data/account.ts";
import { accountMessages } from "../messages.ts";
import styles from "../pages/accounts.module.css";
import { LinkCardDialog } from "./link-card-dialog.tsx";

/** The student cards that open tables in one's name. */
export function Cards() {
  const texts = useMessages(accountMessages);
  const cards = useQuery(cardsQuery);
  const [linking, setLinking] = useState(false);
  const [unlinking, setUnlinking] = useState<Card | null>(null);
  const items = cards.data?.items;
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{texts.cards}</h2>
      <p>{texts.cardsText}</p>
      {cards.isPending ? <Skeleton height="3rem" /> : null}
      {cards.isError && !items ? (
        <ErrorState error={cards.error} onRetry={() => void cards.refetch()} />
      ) : null}
      {items?.length === 0 ? <p className={styles.soft}>{texts.noCards}</p> : null}
      {items && items.length > 0 ? (
        <ul className={styles.list}>
          {items.map((card) => (
            <CardLine key={card.id} card={card} onUnlink={() => setUnlinking(card)} />
          ))}
        </ul>
      ) : null}
      <Button onClick={() => setLinking(true)}>{texts.cardLink}</Button>
      {linking ? (
        <LinkCardDialog known={items?.length ?? 0} onClose={() => setLinking(false)} />
      ) : null}
      {unlinking ? <UnlinkDialog card={unlinking} onClose={() => setUnlinking(null)} /> : null}
    </section>
  );
}

function CardLine({ card, onUnlink }: { card: Card; onUnlink: () => void }) {
  const texts = useMessages(accountMessages);
  const format = useFormat();
  const now = useNow(30_000);
  const name = card.label ?? texts.cardUnnamed;
  const { lastUsedAt } = card;
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.subject}>{name}</p>
        <p className={styles.soft}>
          {lastUsedAt ? texts.cardUsed({ ago: format.ago(lastUsedAt, now) }) : texts.cardUnused}
        </p>
      </div>
      <Button aria-label={texts.cardUnlinkOf({ card: name })} onClick={onUnlink}>
        {texts.cardUnlink}
      </Button>
    </li>
  );
}

function UnlinkDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  const texts = useMessages(accountMessages);
  const client = useQueryClient();
  const unlinking = useAction<void, void>({
    act: () => unlinkCard(card.id),
    onDone: () => {
      toast(texts.cardUnlinked);
      void client.invalidateQueries(cardsQuery);
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog title={texts.cardUnlinkTitle} onClose={onClose}>
      <Form onSubmit={() => unlinking.run()}>
        <p>
          <strong>{card.label ?? texts.cardUnnamed}</strong>
        </p>
        <p>{texts.cardUnlinkText}</p>
        <ProblemNote error={unlinking.error} />
        <Button type="submit" look="danger" pending={unlinking.pending}>
          {texts.cardUnlinkConfirm}
        </Button>
      </Form>
    </Dialog>
  );
}
