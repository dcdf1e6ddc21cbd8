import {
  correctionSchema,
  handGoalSchema,
  idParamsSchema,
  matchCreateSchema,
  matchDetailSchema,
  matchPlayersSchema,
} from "@babyfoot/contract";
import type { MatchEvent } from "@babyfoot/domain";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { hasRole, type Person, signedIn } from "../../platform/http/access.ts";
import { once } from "../../platform/http/idempotency.ts";
import { type KnownMatch, knowMatch, loadMatches } from "../matches/matches.service.ts";
import { enterByHand, lockTableOf, sideOfTeam } from "./by-hand.ts";
import { confirm } from "./confirm.ts";
import type { Head } from "./head.ts";
import { changeLineup, openMatch } from "./open-match.ts";
import { checkLineupChange } from "./play.policy.ts";

interface PlayDeps {
  db: Db;
  secretKey: string;
}

type Right = KnownMatch["detail"]["may"][number];

/** Playing by hand: start a match, score, undo, correct, end it, say who plays. */
export async function play(instance: FastifyInstance, deps: PlayDeps): Promise<void> {
  openRoute(instance, deps);
  scoringRoutes(instance, deps);
  endingRoutes(instance, deps);
  peopleRoutes(instance, deps);
}

const tags = ["matches"];
const detail201 = { 201: matchDetailSchema };

function openRoute(instance: FastifyInstance, { db, secretKey }: PlayDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/matches",
    {
      config: {
        access: "player",
        errors: [
          "forbidden",
          "not_found",
          "match_running",
          "table_unavailable",
          "impossible_format",
          "player_twice",
          "unknown_player",
          "idempotency_key_reused",
        ],
      },
      schema: {
        tags,
        summary: "Starts a match at a table",
        body: matchCreateSchema,
        response: detail201,
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      const { red, blue } = request.body;
      if (!hasRole(person, "staff") && ![...red, ...blue].includes(person.id))
        throw new AppError("forbidden", "Players start the matches in which they play.");
      const created = await once({ request, db, actor: person.id, secretKey }, async (tx) => {
        const id = await openMatch(tx, request.body, person.id);
        return { status: 201, body: (await knowMatch(tx, id, person)).detail };
      });
      return reply.code(201).send(created.body);
    },
  );
}

interface Seat {
  tx: Transaction;
  head: Head;
  person: Person;
  match: KnownMatch;
}

type MatchRequest = FastifyRequest & { params: { id: string } };

/** Locks the match's table, checks the right, does it once, and answers the match as it then is. */
async function withMatch(
  { db, secretKey }: PlayDeps,
  request: MatchRequest,
  reply: FastifyReply,
  right: Right,
  effect: (seat: Seat) => Promise<void>,
): Promise<KnownMatch["detail"]> {
  const person = await signedIn(request);
  const { id } = request.params;
  const done = await once({ request, db, actor: person.id, secretKey }, async (tx) => {
    const [row] = await loadMatches(tx, [id]);
    if (row === undefined) throw new AppError("not_found");
    const head = await lockTableOf(tx, row.table_id);
    const match = await knowMatch(tx, id, person);
    checkRight(match, person, right);
    await effect({ tx, head, person, match });
    return { status: 201, body: (await knowMatch(tx, id, person)).detail };
  });
  reply.code(201);
  return done.body;
}

/** @throws AppError `match_over`, `nothing_to_undo`, `undo_too_late` or `forbidden`, whichever is the reason. */
function checkRight({ row, detail }: KnownMatch, person: Person, right: Right): void {
  if (detail.may.includes(right)) return;
  const own = row.players.some((player) => player.playerId === person.id);
  const staff = hasRole(person, "staff");
  if (right === "confirm" && row.confirmed_at !== null && (own || staff))
    throw new AppError("already_exists", "The match is confirmed already.");
  if (
    (own || staff) &&
    row.status !== "live" &&
    right !== "undo" &&
    right !== "correct" &&
    right !== "confirm"
  )
    throw new AppError("match_over");
  if (right === "undo" && (own || staff)) {
    const scored = detail.events.some((event) => !event.undone && /goal|gamelle/.test(event.kind));
    throw new AppError(scored ? "undo_too_late" : "nothing_to_undo");
  }
  throw new AppError("forbidden");
}

function enter({ tx, head, person, match }: Seat, event: MatchEvent): Promise<void> {
  return enterByHand(tx, head, { matchId: match.row.id, actorId: person.id, event });
}

function scoringRoutes(instance: FastifyInstance, deps: PlayDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/matches/:id/goals",
    {
      config: {
        access: "player",
        errors: [
          "forbidden",
          "match_over",
          "unknown_player",
          "against_rules",
          "idempotency_key_reused",
        ],
      },
      schema: {
        tags,
        summary: "A goal entered by hand, credited to a team",
        params: idParamsSchema,
        body: handGoalSchema,
        response: detail201,
      },
    },
    (request, reply) =>
      withMatch(deps, request, reply, "score", async (seat) => {
        const { side, scorerId, position, ownGoal, gamelle } = request.body;
        const plays = seat.match.row.players.some((player) => player.playerId === scorerId);
        if (scorerId !== undefined && !plays) throw new AppError("unknown_player");
        await enter(seat, {
          type: "goal",
          side: sideOfTeam(seat.head, seat.match.row.id, side),
          ...(scorerId !== undefined && { scorerId }),
          ...(position !== undefined && { position }),
          ...(ownGoal !== undefined && { ownGoal }),
          ...(gamelle !== undefined && { gamelle }),
        });
      }),
  );
  app.post(
    "/api/v1/matches/:id/corrections",
    {
      config: {
        access: "player",
        errors: [
          "forbidden",
          "match_running",
          "nothing_to_undo",
          "undo_too_late",
          "impossible_score",
          "against_rules",
          "idempotency_key_reused",
        ],
      },
      schema: {
        tags,
        summary: "Undoes the last goal (of a team), or puts the score right",
        params: idParamsSchema,
        body: correctionSchema,
        response: detail201,
      },
    },
    (request, reply) => {
      const { body } = request;
      const right = "red" in body ? "correct" : "undo";
      return withMatch(deps, request, reply, right, (seat) => {
        if ("red" in body)
          return enter(seat, { type: "correction", red: body.red, blue: body.blue });
        if (body.side === undefined) return enter(seat, { type: "undo" });
        const side = sideOfTeam(seat.head, seat.match.row.id, body.side);
        return enter(seat, { type: "undo", side });
      });
    },
  );
}

function endingRoutes(instance: FastifyInstance, deps: PlayDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const ending = (path: string, summary: string, event: MatchEvent) =>
    app.post(
      `/api/v1/matches/:id/${path}`,
      {
        config: {
          access: "player",
          errors: ["forbidden", "match_over", "against_rules", "idempotency_key_reused"],
        },
        schema: { tags, summary, params: idParamsSchema, response: detail201 },
      },
      (request, reply) => withMatch(deps, request, reply, "finish", (seat) => enter(seat, event)),
    );
  ending("finish", "Ends a match; the score decides", { type: "finish" });
  ending("abandon", "Gives a match up", { type: "abandon", reason: "by_hand" });
}

function peopleRoutes(instance: FastifyInstance, deps: PlayDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/matches/:id/players",
    {
      config: {
        access: "player",
        errors: [
          "forbidden",
          "match_over",
          "player_twice",
          "unknown_player",
          "idempotency_key_reused",
        ],
      },
      schema: {
        tags,
        summary: "Says who plays where; players add themselves, staff arrange everybody",
        params: idParamsSchema,
        body: matchPlayersSchema,
        response: detail201,
      },
    },
    (request, reply) =>
      withMatch(deps, request, reply, "players", async ({ tx, person, match: { row } }) => {
        checkLineupChange(row.players, request.body, person);
        await changeLineup(tx, { venueId: row.venue_id, matchId: row.id, lineup: request.body });
      }),
  );
  app.post(
    "/api/v1/matches/:id/confirmations",
    {
      config: {
        access: "player",
        errors: ["forbidden", "already_exists", "idempotency_key_reused"],
      },
      schema: {
        tags,
        summary: "The other team confirms a match scored by hand",
        params: idParamsSchema,
        response: detail201,
      },
    },
    (request, reply) =>
      withMatch(deps, request, reply, "confirm", ({ tx, person, match }) =>
        confirm(tx, match.row, person),
      ),
  );
}
