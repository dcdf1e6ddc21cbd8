import type { InsightScope } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import { venuesQuery } from "../../../shared/venue/venues.ts";
import { isBackwards, isNarrowed, type Scope } from "../data/scope.ts";
import { insightMessages } from "../messages.ts";
import styles from "./filters.module.css";

/** More seasons than plates have room for are a list. */
const PLATES = 4;

interface Known {
  scope: Scope;
  known: InsightScope | undefined;
}

interface FiltersProps extends Known {
  onChange: (scope: Scope) => void;
}

/** What is counted; it is kept in the address, so that what one sees can be sent to somebody. */
export function Filters({ scope, known, onChange }: FiltersProps) {
  const texts = useMessages(insightMessages);
  const change = (part: Scope) => onChange({ ...scope, ...part });
  return (
    <section className={styles.filters} aria-label={texts.filters}>
      <Seasons scope={scope} known={known} onChange={(season) => change({ season })} />
      <details className={styles.narrow} open={isNarrowed(scope)}>
        <summary className={styles.summary}>{texts.narrow}</summary>
        <div className={styles.fields}>
          <Venues scope={scope} onChange={(venue) => change({ venue })} />
          <Day scope={scope} name="from" known={known} onChange={(from) => change({ from })} />
          <Day scope={scope} name="to" known={known} onChange={(to) => change({ to })} />
          {isNarrowed(scope) ? (
            <Button onClick={() => onChange({})}>{texts.everything}</Button>
          ) : null}
        </div>
      </details>
    </section>
  );
}

type Change = (value: string | undefined) => void;
const EVERY = "";
const chosenOf = (text: string) => (text === EVERY ? undefined : text);

function Seasons({ scope, known, onChange }: Known & { onChange: Change }) {
  const texts = useMessages(insightMessages);
  const seasons = known?.seasons.map(({ season }) => season) ?? [];
  // An address may ask for one that nobody has played yet.
  if (scope.season !== undefined && !seasons.includes(scope.season)) seasons.push(scope.season);
  if (seasons.length === 0) return null;
  const options = [
    { value: EVERY, label: texts.allSeasons },
    ...seasons.map((season) => ({ value: season, label: season })),
  ];
  const value = scope.season ?? EVERY;
  if (seasons.length <= PLATES) {
    return (
      <Choices
        legend={texts.season}
        hideLegend
        value={value}
        options={options}
        onChange={(chosen) => onChange(chosenOf(chosen))}
      />
    );
  }
  return (
    <SelectField
      label={texts.season}
      value={value}
      onChange={({ target }) => onChange(chosenOf(target.value))}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </SelectField>
  );
}

function Venues({ scope, onChange }: { scope: Scope; onChange: Change }) {
  const texts = useMessages(insightMessages);
  const venues = useQuery(venuesQuery).data?.items ?? [];
  if (venues.length < 2) return null;
  return (
    <SelectField
      label={texts.venue}
      value={scope.venue ?? EVERY}
      onChange={({ target }) => onChange(chosenOf(target.value))}
    >
      <option value={EVERY}>{texts.allVenues}</option>
      {venues.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

function Day({ scope, name, known, onChange }: Known & { name: "from" | "to"; onChange: Change }) {
  const texts = useMessages(insightMessages);
  return (
    <TextField
      label={texts[name]}
      type="date"
      value={scope[name] ?? ""}
      min={known?.first ?? undefined}
      error={name === "to" && isBackwards(scope) ? texts.backwards : null}
      onChange={({ target }) => onChange(chosenOf(target.value))}
    />
  );
}
