import type { PeakHours } from "@babyfoot/contract";
import { ColumnChart } from "../../../shared/charts/column-chart.tsx";
import { HeatMap } from "../../../shared/charts/heat-map.tsx";
import { filledSpan, monthsBetween } from "../../../shared/charts/scale.ts";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { fileNameOf, type Scope } from "../data/scope.ts";
import { insightMessages } from "../messages.ts";
import { Insight } from "./insight.tsx";
import styles from "./peak-hours.module.css";
import { testNote } from "./test-note.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const DAY_OF_HOURS = { first: 0, last: 23, least: 10 };
/** A label below each of more months would not be read. */
const LABELLED_MONTHS = 12;

/** When people play: weekday by hour where the hours are known, and weekdays and months always. */
export function PeakHoursInsight({ scope }: { scope: Scope }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  return (
    <Insight
      name="peak-hours"
      title={texts.peaks}
      scope={scope}
      wide
      isEmpty={({ hours, weekdays }) => hours.length + weekdays.length === 0}
      picture={(insight) => (
        <div className={styles.pictures}>
          <Hours hours={insight.hours} />
          <div className={styles.pair}>
            <Weekdays weekdays={insight.weekdays} />
            <Months months={insight.months} />
          </div>
        </div>
      )}
      notes={({ test }) => [testNote(test, { texts, figures })]}
      tables={({ hours, weekdays, months }) =>
        [
          {
            caption: texts.hoursTable,
            header: [texts.weekdayColumn, texts.hourColumn, texts.gamesColumn],
            rows: hours.map(({ weekday, hour, games }) => [figures.weekday(weekday), hour, games]),
            fileName: fileNameOf(texts.hoursFile, scope),
          },
          {
            caption: texts.weekdaysTable,
            header: [texts.weekdayColumn, texts.gamesColumn, texts.daysColumn, texts.perDay],
            rows: weekdays.map(({ weekday, games, days, perDay }) => [
              ...[figures.weekday(weekday), games, days, perDay],
            ]),
            fileName: fileNameOf(texts.weekdaysFile, scope),
          },
          {
            caption: texts.monthsTable,
            header: [texts.monthColumn, texts.gamesColumn],
            rows: months.map(({ month, games }) => [month, games]),
            fileName: fileNameOf(texts.monthsFile, scope),
          },
        ].filter(({ rows }) => rows.length > 0)
      }
    />
  );
}

function Hours({ hours }: { hours: PeakHours["hours"] }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  if (hours.length === 0) {
    return (
      <div className={styles.noHours}>
        <p className={styles.noHoursTitle}>{texts.noHoursTitle}</p>
        <p>{texts.noHoursText}</p>
      </div>
    );
  }
  const games = new Map(hours.map((one) => [`${one.weekday} ${one.hour}`, one.games]));
  const [first] = hours.toSorted((one, other) => other.games - one.games);
  const busiest = first
    ? texts.busiest({ weekday: figures.weekday(first.weekday), hour: first.hour })
    : "";
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{texts.byHour}</figcaption>
      <HeatMap
        label={`${texts.byHour}. ${busiest}`}
        rows={WEEKDAYS.map((weekday) => ({ key: weekday, label: figures.shortWeekday(weekday) }))}
        columns={filledSpan(
          hours.filter((one) => one.games > 0).map(({ hour }) => hour),
          DAY_OF_HOURS,
        ).map((hour) => ({ key: hour, label: `${hour}` }))}
        valueAt={(weekday, hour) => games.get(`${weekday} ${hour}`) ?? 0}
        titleAt={(weekday, hour, value) =>
          texts.hourTitle({
            weekday: figures.weekday(weekday.key),
            hour: hour.key,
            games: figures.counted(value),
          })
        }
      />
    </figure>
  );
}

function Weekdays({ weekdays }: { weekdays: PeakHours["weekdays"] }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  if (weekdays.length === 0) return null;
  const columns = weekdays.map(({ weekday, perDay }) => ({
    key: `${weekday}`,
    value: perDay,
    shown: figures.tenths(perDay),
    label: figures.shortWeekday(weekday),
  }));
  const said = weekdays.map(({ weekday, perDay }) => sayOf(figures.weekday(weekday), perDay));
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{texts.byWeekday}</figcaption>
      <ColumnChart columns={columns} label={`${texts.byWeekday} : ${said.join(", ")}`} />
    </figure>
  );
}

function Months({ months: played }: { months: PeakHours["months"] }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  const games = new Map(played.map((one) => [one.month, one.games]));
  const months = monthsBetween(played[0]?.month ?? "", played.at(-1)?.month ?? "");
  if (months.length < 2) return null;
  const isFew = months.length <= LABELLED_MONTHS;
  const labelOf = (month: string, index: number) => {
    if (isFew) return figures.shortMonth(month);
    return month.endsWith("-01") || index === 0 ? month.slice(0, 4) : "";
  };
  const columns = months.map((month, index) => ({
    key: month,
    value: games.get(month) ?? 0,
    shown: "",
    label: labelOf(month, index),
  }));
  const said = played.map((one) => sayOf(figures.month(one.month), one.games));
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{texts.byMonth}</figcaption>
      <ColumnChart columns={columns} label={`${texts.byMonth} : ${said.join(", ")}`} />
    </figure>
  );
}

const sayOf = (what: string, value: number): string => `${what} ${Math.round(value * 10) / 10}`;
