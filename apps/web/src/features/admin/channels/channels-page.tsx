import type { Webhook } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { type Venue, venuesQuery } from "../../../shared/venue/venues.ts";
import styles from "../admin.module.css";
import { AdminFrame } from "../admin-frame.tsx";
import { ChannelDialog } from "./channel-dialog.tsx";
import { ChannelLine } from "./channel-line.tsx";
import { ChannelSecret } from "./channel-secret.tsx";
import { type CreatedChannel, channelsQuery } from "./channels.ts";
import { channelMessages } from "./messages.ts";

/** Where what happens in each venue is told. */
export function AdminChannelsPage() {
  const texts = useMessages(channelMessages);
  const venues = useQuery(venuesQuery);
  const [adding, setAdding] = useState<string | null>(null);
  const [first] = venues.data?.items ?? [];
  const action = first ? (
    <Button look="primary" onClick={() => setAdding(first.id)}>
      {texts.add}
    </Button>
  ) : null;
  return (
    <AdminFrame title={texts.title} atLeast="admin" action={action}>
      <p>{texts.intro}</p>
      {venues.isPending ? <Skeleton height="6rem" count={2} /> : null}
      {venues.isError && !venues.data ? (
        <ErrorState error={venues.error} onRetry={() => void venues.refetch()} />
      ) : null}
      {venues.data?.items.map((venue, _index, all) => (
        <Channels key={venue.id} venue={venue} named={all.length > 1} />
      ))}
      {adding === null ? null : <Adding venueId={adding} onClose={() => setAdding(null)} />}
    </AdminFrame>
  );
}

function Channels({ venue, named }: { venue: Venue; named: boolean }) {
  const texts = useMessages(channelMessages);
  const channels = useQuery(channelsQuery(venue.id));
  return (
    <section>
      {named ? <h2 className={styles.title}>{texts.ofVenue({ venue: venue.name })}</h2> : null}
      {channels.isPending ? <Skeleton height="4rem" count={2} /> : null}
      {channels.isError && !channels.data ? (
        <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />
      ) : null}
      {channels.data?.items.length === 0 ? (
        <EmptyState title={texts.none}>
          <p>{texts.noneText}</p>
        </EmptyState>
      ) : null}
      <Lines channels={channels.data?.items ?? []} />
    </section>
  );
}

function Lines({ channels }: { channels: readonly Webhook[] }) {
  const [edited, setEdited] = useState<Webhook | null>(null);
  return (
    <>
      <ul className={styles.list}>
        {channels.map((channel) => (
          <ChannelLine key={channel.id} channel={channel} onEdit={() => setEdited(channel)} />
        ))}
      </ul>
      {edited ? (
        <ChannelDialog
          venueId={edited.venueId}
          channel={edited}
          onCreated={() => undefined}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </>
  );
}

/** A new channel, and then its secret where it has one. */
function Adding({ venueId, onClose }: { venueId: string; onClose: () => void }) {
  const [created, setCreated] = useState<CreatedChannel | null>(null);
  if (created !== null && created.secret !== null)
    return <ChannelSecret secret={created.secret} onClose={onClose} />;
  return (
    <ChannelDialog
      venueId={venueId}
      channel={null}
      onCreated={(channel) => (channel.secret === null ? onClose() : setCreated(channel))}
      onClose={onClose}
    />
  );
}
