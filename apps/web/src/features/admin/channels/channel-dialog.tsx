import type { Locale, VenueEvent, Webhook, WebhookKind } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { hasCode } from "../../../shared/api/problem.ts";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFaultAt, useProblemText } from "../../../shared/api/use-problem-text.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { Note, ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { type CreatedChannel, changeChannel, channelsQuery, createChannel } from "./channels.ts";
import { EventFields } from "./event-fields.tsx";
import { channelMessages } from "./messages.ts";

const KINDS: readonly WebhookKind[] = ["discord", "slack", "teams", "webhook"];
const USUAL: VenueEvent[] = ["booking_cancelled", "booking_released", "fault_reported"];

interface ChannelDialogProps {
  venueId: string;
  /** Null for a new one. */
  channel: Webhook | null;
  onCreated: (channel: CreatedChannel) => void;
  onClose: () => void;
}

export function ChannelDialog(props: ChannelDialogProps) {
  const { channel, onClose } = props;
  const texts = useMessages(channelMessages);
  return (
    <Dialog title={channel ? texts.editOf({ name: channel.name }) : texts.add} onClose={onClose}>
      <ChannelForm {...props} />
    </Dialog>
  );
}

interface Typed {
  kind: WebhookKind;
  name: string;
  url: string;
  locale: Locale;
  events: VenueEvent[];
}

const typedOf = (channel: Webhook | null): Typed => ({
  kind: channel?.kind ?? "discord",
  name: channel?.name ?? "",
  url: "",
  locale: channel?.locale ?? "fr",
  events: channel?.events ?? USUAL,
});

function ChannelForm(props: ChannelDialogProps) {
  const { channel } = props;
  const texts = useMessages(channelMessages);
  const [typed, setTyped] = useState(() => typedOf(channel));
  const set = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }));
  const saving = useSaving(props);
  const none = typed.events.length === 0;
  return (
    <Form onSubmit={() => (none ? undefined : saving.run(typed))}>
      {channel ? null : (
        <Choices
          legend={texts.kind}
          value={typed.kind}
          options={KINDS.map((kind) => ({ value: kind, label: texts[kind] }))}
          onChange={(kind) => set({ kind })}
        />
      )}
      <AddressFields channel={channel} typed={typed} set={set} error={saving.error} />
      <EventFields events={typed.events} onChange={(events) => set({ events })} />
      {none ? <Note>{texts.eventsMissing}</Note> : null}
      <Choices
        legend={texts.locale}
        value={typed.locale}
        options={[
          { value: "fr", label: texts.fr },
          { value: "en", label: texts.en },
        ]}
        onChange={(locale) => set({ locale })}
      />
      {hasCode(saving.error, "address_not_allowed") ? null : <ProblemNote error={saving.error} />}
      <Button type="submit" look="primary" pending={saving.pending}>
        {texts.save}
      </Button>
    </Form>
  );
}

interface AddressFieldsProps {
  channel: Webhook | null;
  typed: Typed;
  set: (change: Partial<Typed>) => void;
  error: unknown;
}

function AddressFields({ channel, typed, set, error }: AddressFieldsProps) {
  const texts = useMessages(channelMessages);
  const faultAt = useFaultAt(error);
  const problemText = useProblemText();
  const refused = hasCode(error, "address_not_allowed") ? problemText(error) : faultAt("url");
  return (
    <>
      <TextField
        label={texts.name}
        required
        maxLength={60}
        error={faultAt("name")}
        value={typed.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        type="url"
        label={channel ? texts.newUrl({ hint: channel.urlHint }) : texts.url}
        hint={channel ? undefined : `${texts[`${typed.kind}Hint`]}. ${texts.urlHint}`}
        required={channel === null}
        maxLength={1000}
        autoComplete="off"
        error={refused}
        value={typed.url}
        onChange={(event) => set({ url: event.target.value })}
      />
    </>
  );
}

function useSaving({ venueId, channel, onCreated, onClose }: ChannelDialogProps) {
  const texts = useMessages(channelMessages);
  const client = useQueryClient();
  const reread = () => void client.invalidateQueries(channelsQuery(venueId));
  return useAction<Typed, Webhook | CreatedChannel>({
    act: ({ kind, name, url, locale, events }, attempt) => {
      const values = { name: name.trim(), locale, events };
      if (channel === null)
        return createChannel(venueId, { ...values, kind, url: url.trim() }, attempt);
      return changeChannel(channel, { ...values, ...(url.trim() !== "" && { url: url.trim() }) });
    },
    onDone: (saved) => {
      reread();
      toast(texts.saved);
      if ("secret" in saved) onCreated(saved);
      else onClose();
    },
    onFailed: reread,
  });
}
