import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CopyField } from "../../../shared/ui/copy-field.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { channelMessages } from "./messages.ts";

/** What signs the calls to a program, this once. */
export function ChannelSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const texts = useMessages(channelMessages);
  return (
    <Dialog title={texts.secretTitle} onClose={onClose}>
      <p>{texts.secretText}</p>
      <CopyField label={texts.secret} value={secret} />
      <p>
        <Button look="primary" onClick={onClose}>
          {texts.secretDone}
        </Button>
      </p>
    </Dialog>
  );
}
