import { setTimeout as sleep } from "node:timers/promises";
import { type BoardAck, boardAckSchema } from "@babyfoot/contract";
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

interface Burst {
  request: RecordedRequest;
  /** More than once where the board said it again for want of an answer. */
  times: number;
}

/** The requests in their order, each with its immediate repetitions. */
function burstsOf(requests: readonly RecordedRequest[]): Burst[] {
  const bursts: Burst[] = [];
  for (const request of requests) {
    const last = bursts.at(-1);
    const same = last?.request.path === request.path && last.request.body === request.body;
    if (last && same && request.afterMs < SHORTEST_WAIT_MS) last.times += 1;
    else bursts.push({ request, times: 1 });
  }
  return bursts;
}

/** Sends as the board wrote it, after at most as long a wait as it waited. */
async function replay(base: string, { request, times }: Burst): Promise<BoardAck> {
  const { afterMs, path, ...rest } = request;
  await sleep(Math.min(afterMs, SHORTEST_WAIT_MS));
  const answers = await Promise.all(Array.from({ length: times }, () => fetch(base + path, rest)));
  const acks = await Promise.all(answers.map((answer) => answer.json()));
  return boardAckSchema.parse(acks[0]);
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
      for (const burst of burstsOf(match.requests)) {
        const ack = await replay(base, burst);
        matchId ??= ack.matchId;
        if (matchId === null) continue;
        expect(ack.matchId).toBe(matchId);
        matchPage ??= await open("phone", `/matches/${matchId}`);
        const score = { red: ack.scoreRed, blue: ack.scoreBlue };
        await Promise.all([tablePage, matchPage, tile].map((place) => showsScore(place, score)));
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

      for (const burst of burstsOf(sequel.requests)) {
        const ack = await replay(base, burst);
        expect(ack.matchId).not.toBe(matchId);
      }
      for (const place of [tablePage, tile]) await showsScore(place, sequel.expected);
      await showsScore(matchPage, { red, blue });
    },
  );
});
