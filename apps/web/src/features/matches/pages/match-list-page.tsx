import { useState } from "react";
import { MatchRows } from "../../../shared/game/match-rows.tsx";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLive } from "../../../shared/live/use-live.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { PlayedTabs } from "../../../shared/navigation/played-tabs.tsx";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { EmptyState } from "../../../shared/ui/states.tsx";
import { matchMessages } from "../messages.ts";

type Shown = "all" | "live" | "finished";

export function MatchListPage() {
  const texts = useMessages(matchMessages);
  useLive({});
  const [shown, setShown] = useState<Shown>("all");
  const options = (["all", "live", "finished"] as const).map((value) => ({
    value,
    label: texts[value],
  }));
  return (
    <Page
      title={texts.listTitle}
      width="narrow"
      heading={
        <>
          <PlayedTabs />
          <h1>{texts.listTitle}</h1>
        </>
      }
    >
      <Choices
        legend={texts.filter}
        hideLegend
        value={shown}
        options={options}
        onChange={setShown}
      />
      <MatchRows
        key={shown}
        filter={shown === "all" ? {} : { status: shown }}
        empty={
          <EmptyState title={texts.noneTitle}>
            <p>{texts.noneText}</p>
            <Link to={paths.home} className={buttonClass("primary")}>
              {texts.seeTables}
            </Link>
          </EmptyState>
        }
      />
    </Page>
  );
}
