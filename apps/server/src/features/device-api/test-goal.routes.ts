import { idParamsSchema, idSchema, sideSchema } from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { once } from "../../platform/http/idempotency.ts";
import { newId } from "../../platform/ids.ts";
import { announce } from "../../platform/live-log.ts";
import { lockHeads, playEntries } from "../play/play.service.ts";

/** A goal as if the device had sent it, to see the whole way to the screens. It counts; staff can undo it. */
export async function testGoal(
  instance: FastifyInstance,
  { db, secretKey }: { db: Db; secretKey: string },
): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/devices/:id/test-goal",
    {
      config: { access: "admin", errors: ["not_found", "idempotency_key_reused"] },
      schema: {
        tags: ["devices"],
        summary: "Scores a test goal on the device's table",
        params: idParamsSchema,
        body: z.object({ side: sideSchema }),
        response: { 201: z.object({ matchId: idSchema.nullable() }) },
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      const created = await once({ request, db, actor: person.id, secretKey }, async (tx) => {
        const device = await tx
          .selectFrom("devices")
          .select(["id", "table_id"])
          .where("id", "=", request.params.id)
          .where("revoked_at", "is", null)
          .executeTakeFirst();
        if (device === undefined) throw new AppError("not_found");
        const heads = await lockHeads(tx, [device.table_id]);
        const now = Date.now();
        const entry = {
          id: newId(),
          tableId: device.table_id,
          at: Math.max(now, (heads.get(device.table_id)?.last.at ?? 0) + 1),
          boot: 0,
          seq: 0,
          source: "board" as const,
          deviceId: device.id,
          bootId: null,
          deviceMs: null,
          receivedAt: now,
          actorId: person.id,
          body: { type: "goal" as const, side: request.body.side },
        };
        const played = await playEntries(tx, heads, [entry]);
        await announce(tx, played.announcements);
        const state = heads.get(device.table_id)?.state;
        return { status: 201, body: { matchId: (state?.running ?? state?.last)?.id ?? null } };
      });
      return reply.code(201).send(created.body);
    },
  );
}
