import type { VenuePreview } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFaultAt } from "../../../shared/api/use-problem-text.ts";
import { useTables } from "../../../shared/game/tables.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { type Venue, venuesQuery } from "../../../shared/venue/venues.ts";
import styles from "../admin.module.css";
import { changeVenue, previewVenue, type VenueChange } from "../admin.ts";
import { adminMessages } from "../messages.ts";
import { ClosureFields } from "./closure-fields.tsx";
import { EffectDialog } from "./effect-dialog.tsx";
import { ExceptionFields } from "./exception-fields.tsx";
import { HourFields } from "./hour-fields.tsx";
import { venueMessages } from "./messages.ts";
import { PolicyFields } from "./policy-fields.tsx";

/** Everything that is a venue's own to decide; what it does is shown before it is saved. */
export function VenueForm({ venue }: { venue: Venue }) {
  const texts = useMessages(adminMessages);
  const own = useMessages(venueMessages);
  const [typed, setTyped] = useState(venue);
  const set = (change: Partial<Venue>) => setTyped((before) => ({ ...before, ...change }));
  const looking = useAction<VenueChange, VenuePreview>({
    act: (change) => previewVenue(venue, change),
  });
  const saving = useSaving(venue, looking.reset);
  const faultAt = useFaultAt(looking.error ?? saving.error);
  const { name, timeZone, openingHours, exceptions, closures, policy } = typed;
  const change = { name, timeZone, openingHours, exceptions, closures, policy };
  return (
    <>
      <Form onSubmit={() => looking.run(change)}>
        <div className={styles.grid}>
          <TextField
            label={texts.venueName}
            required
            maxLength={60}
            error={faultAt("name")}
            value={name}
            onChange={(event) => set({ name: event.target.value })}
          />
          <TimeZoneField
            value={timeZone}
            error={faultAt("timeZone")}
            onChange={(zone) => set({ timeZone: zone })}
          />
        </div>
        <TimeFields typed={typed} onChange={set} />
        <PolicyFields
          policy={policy}
          faultAt={faultAt}
          onChange={(changed) => set({ policy: changed })}
        />
        <ProblemNote error={looking.error} />
        <Button type="submit" look="primary" pending={looking.pending}>
          {own.look}
        </Button>
      </Form>
      {looking.result ? (
        <EffectDialog
          preview={looking.result}
          timeZone={timeZone}
          pending={saving.pending}
          error={saving.error}
          onSave={(reason) =>
            saving.run({ ...change, ...(reason !== null && { cancelAffected: { reason } }) })
          }
          onClose={looking.reset}
        />
      ) : null}
    </>
  );
}

interface TimeFieldsProps {
  typed: Venue;
  onChange: (change: Partial<Venue>) => void;
}

/** When it is open: the week, days of their own, and closures. */
function TimeFields({ typed, onChange }: TimeFieldsProps) {
  const { id, timeZone, openingHours, exceptions, closures } = typed;
  const { data: tables = [] } = useTables();
  return (
    <>
      <HourFields hours={openingHours} onChange={(hours) => onChange({ openingHours: hours })} />
      <ExceptionFields
        exceptions={exceptions}
        timeZone={timeZone}
        onChange={(changed) => onChange({ exceptions: changed })}
      />
      <ClosureFields
        closures={closures}
        timeZone={timeZone}
        tables={tables.filter(({ venueId }) => venueId === id)}
        onChange={(changed) => onChange({ closures: changed })}
      />
    </>
  );
}

interface TimeZoneFieldProps {
  value: string;
  error: string | null;
  onChange: (zone: string) => void;
}

function TimeZoneField({ value, error, onChange }: TimeZoneFieldProps) {
  const texts = useMessages(adminMessages);
  const list = useId();
  return (
    <>
      <TextField
        label={texts.timeZone}
        error={error}
        required
        list={list}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

function useSaving(venue: Venue, onDone: () => void) {
  const texts = useMessages(adminMessages);
  const client = useQueryClient();
  return useAction<VenueChange, Venue>({
    act: (change) => changeVenue(venue, change),
    onDone: () => {
      void client.invalidateQueries(venuesQuery);
      void client.invalidateQueries({ queryKey: ["bookings"] });
      toast(texts.saved);
      onDone();
    },
    onFailed: () => void client.invalidateQueries(venuesQuery),
  });
}
