import type { AnalystToken, AnalystTokenWithSecret } from "@babyfoot/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Section } from "../../../shared/ui/section.tsx";
import { ErrorState, ProblemNote, Skeleton } from "../../../shared/ui/states.tsx";
import admin from "../admin.module.css";
import styles from "./exports.module.css";
import { revokeToken, tokensQuery } from "./exports.ts";
import { exportMessages } from "./messages.ts";
import { NewTokenDialog, TokenSecretDialog } from "./new-token.tsx";

/** With what programs read the exports. */
export function Tokens() {
  const texts = useMessages(exportMessages);
  const tokens = useQuery(tokensQuery);
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<AnalystTokenWithSecret | null>(null);
  return (
    <Section
      title={texts.tokens}
      action={<Button onClick={() => setMaking(true)}>{texts.newToken}</Button>}
    >
      <p className={styles.text}>{texts.tokensText}</p>
      {tokens.isPending ? <Skeleton height="4rem" count={2} /> : null}
      {tokens.isError && !tokens.data ? (
        <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />
      ) : null}
      {tokens.data?.items.length === 0 ? <p className={styles.soft}>{texts.noTokens}</p> : null}
      <ul className={admin.list}>
        {tokens.data?.items.map((token) => (
          <TokenLine key={token.id} token={token} />
        ))}
      </ul>
      {isMaking ? (
        <NewTokenDialog
          onMade={(made) => {
            setMaking(false);
            setSecret(made);
          }}
          onClose={() => setMaking(false)}
        />
      ) : null}
      {secret ? <TokenSecretDialog made={secret} onClose={() => setSecret(null)} /> : null}
    </Section>
  );
}

function TokenLine({ token }: { token: AnalystToken }) {
  const texts = useMessages(exportMessages);
  const format = useFormat();
  const now = useNow(60_000);
  const [asks, setAsks] = useState(false);
  return (
    <li className={admin.item}>
      <div className={admin.what}>
        <p className={admin.name}>{token.name}</p>
        <p className={admin.facts}>
          <span>
            {texts.made({ name: token.createdBy, when: format.dateTime(token.createdAt) })}
          </span>
          <span>
            {token.lastUsedAt === null
              ? texts.neverUsed
              : texts.used({ ago: format.ago(token.lastUsedAt, now) })}
          </span>
        </p>
      </div>
      <Button look="danger" onClick={() => setAsks(true)}>
        {texts.revoke}
      </Button>
      {asks ? <RevokeDialog token={token} onClose={() => setAsks(false)} /> : null}
    </li>
  );
}

function RevokeDialog({ token, onClose }: { token: AnalystToken; onClose: () => void }) {
  const texts = useMessages(exportMessages);
  const client = useQueryClient();
  const revoking = useAction({
    act: () => revokeToken(token.id),
    onDone: () => {
      onClose();
      void client.invalidateQueries(tokensQuery);
    },
  });
  return (
    <Dialog title={texts.revokeTitle} onClose={onClose}>
      <p>{texts.revokeText({ name: token.name })}</p>
      <ProblemNote error={revoking.error} />
      <p>
        <Button look="danger" pending={revoking.pending} onClick={() => revoking.run()}>
          {texts.revoke}
        </Button>
      </p>
    </Dialog>
  );
}
