import type { TestAnswer, Webhook } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Action, useAction } from "../../../shared/api/use-action.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { Button } from "../../../shared/ui/button.tsx";
import { classNames } from "../../../shared/ui/class-names.ts";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import admin from "../admin.module.css";
import styles from "./channels.module.css";
import { changeChannel, channelsQuery, removeChannel, testChannel } from "./channels.ts";
import { channelMessages } from "./messages.ts";

interface ChannelLineProps {
  channel: Webhook;
  onEdit: () => void;
}

/** A channel: where it leads, whether it works, and what can be done about it. */
export function ChannelLine({ channel, onEdit }: ChannelLineProps) {
  const texts = useMessages(channelMessages);
  const format = useFormat();
  const [removing, setRemoving] = useState(false);
  const { name, active, switchedOffAt } = channel;
  const testing = useAction<void, TestAnswer>({ act: () => testChannel(channel) });
  const switching = useSwitching(channel);
  return (
    <li className={admin.item}>
      <div className={admin.what}>
        <p className={admin.name}>
          {name} <State channel={channel} />
        </p>
        <p className={admin.facts}>
          <span>{texts[channel.kind]}</span>
          <span>{channel.urlHint}</span>
        </p>
        <p>{channel.events.map((event) => texts[event]).join(" · ")}</p>
        {switchedOffAt === null ? null : (
          <p>{texts.switchedOffText({ time: format.dateTime(switchedOffAt) })}</p>
        )}
      </div>
      <div className={admin.actions}>
        <Button
          aria-label={texts.tryOf({ name })}
          pending={testing.pending}
          onClick={() => testing.run()}
        >
          {texts.try}
        </Button>
        <Button
          look={switchedOffAt === null ? "plain" : "primary"}
          aria-label={active ? texts.pauseOf({ name }) : texts.switchOnOf({ name })}
          pending={switching.pending}
          onClick={() => switching.run(!active)}
        >
          {active ? texts.pause : texts.switchOn}
        </Button>
        <Button aria-label={texts.editOf({ name })} onClick={onEdit}>
          {texts.edit}
        </Button>
        <Button
          look="quiet"
          aria-label={texts.removeOf({ name })}
          onClick={() => setRemoving(true)}
        >
          {texts.remove}
        </Button>
      </div>
      <Answer testing={testing} />
      <ProblemNote error={switching.error} />
      {removing ? <RemoveDialog channel={channel} onClose={() => setRemoving(false)} /> : null}
    </li>
  );
}

function State({ channel: { active, failures, switchedOffAt } }: { channel: Webhook }) {
  const texts = useMessages(channelMessages);
  if (switchedOffAt !== null) return <Badge tone="bad">{texts.switchedOff}</Badge>;
  if (!active) return <Badge tone="quiet">{texts.paused}</Badge>;
  if (failures > 0) return <Badge tone="warn">{texts.failing({ count: failures })}</Badge>;
  return <Badge tone="good">{texts.works}</Badge>;
}

/** What the other side said to the test. */
function Answer({ testing }: { testing: Action<void, TestAnswer> }) {
  const texts = useMessages(channelMessages);
  const answer = testing.pending ? undefined : testing.result;
  return (
    <>
      <p role="status" className={classNames(styles.answer, answer && styles[answer.result])}>
        {answer === undefined ? null : texts[textOf(answer)]}
      </p>
      <ProblemNote error={testing.error} />
    </>
  );
}

function textOf({ reason }: TestAnswer) {
  switch (reason) {
    case null:
      return "delivered";
    case "failing":
    case "no_device":
    case "mail_not_configured":
    case "switched_off":
      return "failing_now";
    default:
      return reason;
  }
}

function useSwitching(channel: Webhook) {
  const client = useQueryClient();
  const reread = () => void client.invalidateQueries(channelsQuery(channel.venueId));
  return useAction<boolean, Webhook>({
    act: (active) => changeChannel(channel, { active }),
    onDone: reread,
    onFailed: reread,
  });
}

function RemoveDialog({ channel, onClose }: { channel: Webhook; onClose: () => void }) {
  const texts = useMessages(channelMessages);
  const client = useQueryClient();
  const removing = useAction({
    act: () => removeChannel(channel),
    onDone: () => {
      void client.invalidateQueries(channelsQuery(channel.venueId));
      toast(texts.removed);
      onClose();
    },
  });
  return (
    <Dialog title={texts.removeOf({ name: channel.name })} onClose={onClose}>
      <Form onSubmit={() => removing.run()}>
        <p>{texts.removeText}</p>
        <ProblemNote error={removing.error} />
        <Button type="submit" look="danger" pending={removing.pending}>
          {texts.remove}
        </Button>
      </Form>
    </Dialog>
  );
}
