import type { ScreenKey, Table } from "@babyfoot/contract";
import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CopyField } from "../../../shared/ui/copy-field.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { makeScreenKey } from "../admin.ts";
import { adminMessages } from "../messages.ts";

/** The address to open on the screen of a table, this once. */
export function ScreenKeyDialog({ table, onClose }: { table: Table; onClose: () => void }) {
  const texts = useMessages(adminMessages);
  const making = useAction<void, ScreenKey>({
    act: (_values, attempt) => makeScreenKey(table, attempt),
  });
  return (
    <Dialog title={texts.screenTitle({ code: table.code })} onClose={onClose}>
      {making.result ? (
        <>
          <p>{texts.screenOnce}</p>
          <CopyField label={texts.screenAddress} value={making.result.url} />
          <p>
            <Button look="primary" onClick={onClose}>
              {texts.secretDone}
            </Button>
          </p>
        </>
      ) : (
        <Form onSubmit={() => making.run()}>
          <p>{texts.screenText}</p>
          <p>{texts.screenReplaces}</p>
          <ProblemNote error={making.error} />
          <Button type="submit" look="primary" pending={making.pending}>
            {texts.screenMake}
          </Button>
        </Form>
      )}
    </Dialog>
  );
}
