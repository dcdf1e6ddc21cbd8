import { EXPORT_DATASETS, EXPORT_FORMATS } from "@babyfoot/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import admin from "../admin.module.css";
import { AdminFrame } from "../admin-frame.tsx";
import { importsQuery } from "../imports/imports.ts";
import { DailyExport } from "./daily-export.tsx";
import styles from "./exports.module.css";
import { type ExportFilter, exportPath } from "./exports.ts";
import { exportMessages } from "./messages.ts";
import { Tokens } from "./tokens.tsx";

const ANY: ExportFilter = { from: "", to: "", importId: "" };
const FORMAT_NAMES = { csv: "CSV", parquet: "Parquet", json: "JSON" };

export function AdminExportsPage() {
  const texts = useMessages(exportMessages);
  const [filter, setFilter] = useState(ANY);
  return (
    <AdminFrame title={texts.title} atLeast="admin">
      <p className={styles.text}>{texts.intro}</p>
      <Which filter={filter} onChange={(change) => setFilter({ ...filter, ...change })} />
      <Datasets filter={filter} />
      <DailyExport />
      <Tokens />
    </AdminFrame>
  );
}

interface WhichProps {
  filter: ExportFilter;
  onChange: (change: Partial<ExportFilter>) => void;
}

function Which({ filter, onChange }: WhichProps) {
  const texts = useMessages(exportMessages);
  const imports = useInfiniteQuery(importsQuery).data?.pages.flatMap(({ items }) => items) ?? [];
  const finished = imports.filter(({ status }) => status === "finished");
  return (
    <section className={styles.filters} aria-label={texts.which}>
      <TextField
        label={texts.from}
        type="date"
        value={filter.from}
        onChange={({ target }) => onChange({ from: target.value })}
      />
      <TextField
        label={texts.to}
        type="date"
        value={filter.to}
        error={filter.to !== "" && filter.to < filter.from ? texts.backwards : null}
        onChange={({ target }) => onChange({ to: target.value })}
      />
      {finished.length > 0 ? (
        <SelectField
          label={texts.import}
          value={filter.importId}
          onChange={({ target }) => onChange({ importId: target.value })}
        >
          <option value="">{texts.everything}</option>
          {finished.map(({ id, fileName }) => (
            <option key={id} value={id}>
              {texts.onlyImport({ name: fileName })}
            </option>
          ))}
        </SelectField>
      ) : null}
    </section>
  );
}

function Datasets({ filter }: { filter: ExportFilter }) {
  const texts = useMessages(exportMessages);
  return (
    <ul className={admin.list}>
      {EXPORT_DATASETS.map((dataset) => (
        <li key={dataset} className={admin.item}>
          <div className={admin.what}>
            <p className={styles.name}>{texts[dataset]}</p>
            <p className={styles.soft}>{texts[`${dataset}Text`]}</p>
          </div>
          <p className={admin.actions}>
            {EXPORT_FORMATS.map((format) => (
              <a
                key={format}
                className={buttonClass("plain")}
                href={exportPath({ dataset, format }, filter)}
                aria-label={texts.download({ what: texts[dataset], format: FORMAT_NAMES[format] })}
                download
              >
                {FORMAT_NAMES[format]}
              </a>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
