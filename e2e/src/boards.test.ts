import { setTimeout as sleep } from "node:timers/promises";
import { boardAckSchema } from "@babyfoot/contract";
import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import {
  type RecordedRequest,
  recordedStreams,
  SHORTEST_WAIT_MS,
} from "../../apps/simulator/src/streams.ts";
import { goalsInTimeline, showsScore, tileOf, timelineOf } from "./browser/score.ts";
import { addBoard, addTable } from "./product/campus.ts";
import { useStage } from "./stage.ts";

const stage = useStage();
let hall: Page;
beforeAll(async () => {
  hall = await stage().open("television", "/screen");
});

const TEAMS = { red: "les Rouges", blue: "les Bleus" };

/** A request as the board wrote it, after at most as long a wait as it waited. */
async function replay(base: string, { afterMs, method, path, headers, body }: RecordedRequest) {
  await sleep(Math.min(afterMs, SHORTEST_WAIT_MS));
  const answer = await fetch(base + path, { method, headers, body });
  return boardAckSchema.parse(await answer.json());
}

describe("a board's whole match, seen by people", () => {
  it.concurrent.for(recordedStreams)(
    "$board, which $quirks: the score moves on the table's page, the match's and the hall's",
    async ({ board, match, sequel }, { expect }) => {
      const { admin, open } = stage();
      const table = await addTable(admin, board.replace("_", "-").toUpperCase());
      const base = await addBoard(admin, table);
      const tablePage = await open("phone", `/tables/${table.id}`);
      await tablePage.getByText("Elle t’attend").waitFor();
      const tile = tileOf(hall, table.heading);
      await tile.getByText("Libre").waitFor();

      let matchPage: Page | undefined;
      let matchId: string | null = null;
      for (const request of match.requests) {
        const ack = await replay(base, request);
        matchId ??= ack.matchId;
        if (matchId === null) continue;
        expect(ack.matchId).toBe(matchId);
        matchPage ??= await open("phone", `/matches/${matchId}`);
        const score = { red: ack.scoreRed, blue: ack.scoreBlue };
        for (const place of [tablePage, matchPage, tile]) await showsScore(place, score);
      }
      if (matchPage === undefined) throw new Error("the board opened no match");

      const { winner, red, blue } = match.expected;
      if (winner === null) throw new Error("a recorded match has a winner");
      const victory = `Victoire pour ${TEAMS[winner]}`;
      await matchPage.getByRole("status").filter({ hasText: victory }).waitFor();
      await showsScore(matchPage, { red, blue });
      await tile.getByText(victory).waitFor();
      await timelineOf(matchPage).filter({ hasText: "Fin du match" }).waitFor();
      expect(await goalsInTimeline(matchPage)).toEqual({ red, blue });
      expect(await matchPage.getByText("Vainqueur").count()).toBe(1);

      const last = await sequel.requests.reduce<Promise<string | null>>(
        (before, request) => before.then(async () => (await replay(base, request)).matchId),
        Promise.resolve(null),
      );
      expect(last).not.toBe(matchId);
      for (const place of [tablePage, tile]) await showsScore(place, sequel.expected);
      await showsScore(matchPage, { red, blue });
    },
  );
});
