import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFaultAt } from "../../../shared/api/use-problem-text.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { type Venue, venuesQuery } from "../../../shared/venue/venues.ts";
import { changeVenue, type VenueChange } from "../data/admin.ts";
import { adminMessages } from "../messages.ts";
import styles from "./admin.module.css";
import { ClosureFields } from "./closure-fields.tsx";
import { HourFields } from "./hour-fields.tsx";
import { PolicyFields } from "./policy-fields.tsx";

/** Everything that is a venue's own to decide. */
export function VenueForm({ venue }: { venue: Venue }) {
  const texts = useMessages(adminMessages);
  const [typed, setTyped] = useState(venue);
  const set = (change: Partial<Venue>) => setTyped((before) => ({ ...before, ...change }));
  const saving = useSaving(venue);
  const faultAt = useFaultAt(saving.error);
  const { name, timeZone, openingHours, closures, policy } = typed;
  return (
    <Form onSubmit={() => saving.run({ name, timeZone, openingHours, closures, policy })}>
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
      <HourFields hours={openingHours} onChange={(hours) => set({ openingHours: hours })} />
      <ClosureFields
        closures={closures}
        timeZone={timeZone}
        onChange={(changed) => set({ closures: changed })}
      />
      <PolicyFields
        policy={policy}
        faultAt={faultAt}
        onChange={(changed) => set({ policy: changed })}
      />
      <ProblemNote error={saving.error} />
      <Button type="submit" look="primary" pending={saving.pending}>
        {texts.save}
      </Button>
    </Form>
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

function useSaving(venue: Venue) {
  const texts = useMessages(adminMessages);
  const client = useQueryClient();
  return useAction<VenueChange, Venue>({
    act: (change) => changeVenue(venue, change),
    onDone: () => {
      void client.invalidateQueries(venuesQuery);
      toast(texts.saved);
    },
    onFailed: () => void client.invalidateQueries(venuesQuery),
  });
}
