import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { startProvider } from "../data/account.ts";
import { accountMessages } from "../messages.ts";
import styles from "../pages/accounts.module.css";

interface ProviderButtonProps {
  provider: { providerId: string; name: string };
}

/** Signing in with the school's own account. */
export function ProviderButton({ provider }: ProviderButtonProps) {
  const texts = useMessages(accountMessages);
  const start = useAction<string, { url: string }>({
    act: startProvider,
    onDone: ({ url }) => location.assign(url),
  });
  return (
    <div className={styles.provider}>
      <Button pending={start.pending} onClick={() => start.run(provider.providerId)}>
        {texts.withProvider({ name: provider.name })}
      </Button>
      <ProblemNote error={start.error} />
      <p className={styles.soft}>{texts.or}</p>
    </div>
  );
}
