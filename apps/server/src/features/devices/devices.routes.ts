import {
  BOARD_BASE,
  type Device,
  type DeviceWithSecret,
  deviceCreateSchema,
  deviceListQuerySchema,
  devicePatchSchema,
  deviceSchema,
  deviceWithSecretSchema,
  idParamsSchema,
  listOf,
} from "@babyfoot/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { once } from "../../platform/http/idempotency.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { deviceCursorSchema, findDevice, listDevices, presentDevice } from "./devices.queries.ts";
import { changeDevice, createDevice, revokeDevice, rotateToken } from "./devices.service.ts";

interface DeviceDeps {
  db: Db;
  secretKey: string;
  publicUrl: string | undefined;
}

/** What tables speak through: made, renamed, moved, given new secrets and ended by administrators. */
export async function devices(instance: FastifyInstance, deps: DeviceDeps): Promise<void> {
  secretRoutes(instance, deps);
  keepingRoutes(instance, deps);
}

function withSecret(
  { device, token }: { device: Device; token: string },
  base: string,
): DeviceWithSecret {
  const url = `${base}${BOARD_BASE}/${token}`;
  return { ...device, token, ...(device.kind === "board" && { url }) };
}

function secretRoutes(instance: FastifyInstance, { db, secretKey, publicUrl }: DeviceDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const baseOf = (request: FastifyRequest) =>
    publicUrl?.replace(/\/$/, "") ?? `${request.protocol}://${request.host}`;
  app.post(
    "/api/v1/devices",
    {
      config: { access: "admin", errors: ["not_found", "idempotency_key_reused"] },
      schema: {
        tags: ["devices"],
        summary: "Adds a device; its token, and a board's url, are shown this once",
        body: deviceCreateSchema,
        response: { 201: deviceWithSecretSchema },
      },
    },
    async (request, reply) => {
      const actor = (await signedIn(request)).id;
      const created = await once({ request, db, actor, secretKey }, async (tx) => ({
        status: 201,
        body: withSecret(await createDevice(tx, request.body, actor), baseOf(request)),
      }));
      sendVersion(reply.header("cache-control", "no-store"), created.body.version);
      return reply.code(201).send(created.body);
    },
  );
  app.post(
    "/api/v1/devices/:id/token",
    {
      config: { access: "admin", errors: ["idempotency_key_reused"] },
      schema: {
        tags: ["devices"],
        summary: "Gives a device a new token; the old one ends at once",
        params: idParamsSchema,
        response: { 201: deviceWithSecretSchema },
      },
    },
    async (request, reply) => {
      const actor = (await signedIn(request)).id;
      const created = await once({ request, db, actor, secretKey }, async (tx) => ({
        status: 201,
        body: withSecret(await rotateToken(tx, request.params.id, actor), baseOf(request)),
      }));
      sendVersion(reply.header("cache-control", "no-store"), created.body.version);
      return reply.code(201).send(created.body);
    },
  );
}

function keepingRoutes(instance: FastifyInstance, { db }: DeviceDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/devices",
    {
      config: { access: "admin" },
      schema: {
        tags: ["devices"],
        summary: "All devices, newest first",
        querystring: deviceListQuerySchema,
        response: { 200: listOf(deviceSchema) },
      },
    },
    async (request) => {
      const { limit, cursor, tableId, revoked } = request.query;
      const after = readCursor(cursor, deviceCursorSchema);
      const rows = await listDevices(db, { tableId, revoked }, { limit: limit + 1, after });
      return pageOf(rows, limit, presentDevice, (row) => [row.id]);
    },
  );
  app.get(
    "/api/v1/devices/:id",
    {
      config: { access: "admin" },
      schema: {
        tags: ["devices"],
        summary: "One device",
        params: idParamsSchema,
        response: { 200: deviceSchema },
      },
    },
    async (request, reply) => {
      const row = await findDevice(db, request.params.id);
      if (row === undefined) throw new AppError("not_found");
      sendVersion(reply, row.version);
      return presentDevice(row);
    },
  );
  app.patch(
    "/api/v1/devices/:id",
    {
      config: { access: "admin", errors: ["stale"] },
      schema: {
        tags: ["devices"],
        summary: "Renames a device or moves it to another table",
        params: idParamsSchema,
        body: devicePatchSchema,
        response: { 200: deviceSchema },
      },
    },
    async (request, reply) => {
      const by = { actorId: (await signedIn(request)).id, expected: expectedVersion(request) };
      const device = await db
        .transaction()
        .execute((tx) => changeDevice(tx, request.params.id, request.body, by));
      sendVersion(reply, device.version);
      return device;
    },
  );
  app.delete(
    "/api/v1/devices/:id",
    {
      config: { access: "admin", errors: ["stale"] },
      schema: {
        tags: ["devices"],
        summary: "Revokes a device",
        params: idParamsSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const by = { actorId: (await signedIn(request)).id, expected: expectedVersion(request) };
      await db.transaction().execute((tx) => revokeDevice(tx, request.params.id, by));
      return reply.code(204).send(null);
    },
  );
}
