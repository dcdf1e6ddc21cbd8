import { setTimeout as sleep } from "node:timers/promises";
import type { BoardMake, BoardRequest } from "../boards/board.ts";
import { createBoard, triesAgain } from "../boards/create-board.ts";
import { drawFate } from "../network/faults.ts";
import { refusal, send } from "../network/send.ts";
import { createErrands } from "./errands.ts";
import type { Playing } from "./table.ts";
import { createTrouble, unreachable } from "./trouble.ts";

const RETRY_AFTER_MS = 250;

/** Plays a board at its secret base URL. What the network loses stays lost, save for what the board tries again. */
export async function playBoard(
  playing: Playing,
  { make, url }: { make: BoardMake; url: string },
): Promise<void> {
  const { moments, clock, random, signal } = playing;
  const board = createBoard(make, random);
  const post = createPost(playing, baseUrl(url, playing.serverUrl));
  const line = createLine(playing, { make, post });
  for (const { moment, atMs } of moments) {
    await clock.until(atMs, signal);
    for (const request of board(moment, atMs)) line.submit(request);
  }
  await line.done();
}

/** The board's base on the server that we were told of, by whatever name the server knows itself. */
const baseUrl = (url: string, serverUrl: string): URL =>
  new URL(new URL(url, serverUrl).pathname, serverUrl);

type Post = (request: BoardRequest) => Promise<boolean>;

/** Sends one request of the board; tells whether it was taken. */
function createPost(
  { serverUrl, signal, say }: Pick<Playing, "serverUrl" | "signal" | "say">,
  base: URL,
): Post {
  const trouble = createTrouble(say);
  return async ({ method, path, headers, body }) => {
    const url = new URL(`${base.pathname.replace(/\/$/, "")}${path}`, serverUrl);
    try {
      const answer = await send({ method, url, headers, body }, signal);
      if (answer.status === 200) trouble.isOver();
      else trouble.is(`the server refuses ${method} ${path}: ${refusal(answer)}`);
      return answer.status === 200;
    } catch (error) {
      if (!signal.aborted) trouble.is(unreachable(error));
      return false;
    }
  };
}

/** The way from a board to the server: one message after the other, with everything that happens to them. */
function createLine(
  { random, faults, signal }: Playing,
  { make, post }: { make: BoardMake; post: Post },
): { submit: (request: BoardRequest) => void; done: () => Promise<void> } {
  const errands = createErrands();
  let last: Promise<void> = Promise.resolve();

  const postLater = (request: BoardRequest, afterMs: number) =>
    errands.run(async () => {
      await sleep(afterMs, undefined, { signal });
      await post(request);
    });

  const attempt = async (request: BoardRequest): Promise<boolean> => {
    const fate = drawFate(random, faults);
    switch (fate.type) {
      case "delivered":
        return post(request);
      case "request_lost":
        return false;
      case "answer_lost":
        await post(request);
        return false;
      case "repeated":
        postLater(request, fate.afterMs);
        return post(request);
      case "late":
        postLater(request, fate.afterMs);
        return true;
      default:
        return fate satisfies never;
    }
  };

  const deliver = async (request: BoardRequest): Promise<void> => {
    if ((await attempt(request)) || !triesAgain(make) || signal.aborted) return;
    await sleep(RETRY_AFTER_MS, undefined, { signal });
    await post(request);
  };

  return {
    submit: (request) => {
      // Only the abort can make it fail, which the table's clock has noticed as well.
      last = last.then(() => deliver(request)).catch(() => undefined);
    },
    done: async () => {
      await last;
      await errands.done();
    },
  };
}
