import { idParamsSchema, importSchema } from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { changeAndTell } from "./changes.ts";
import type { ImportDeps } from "./imports.deps.ts";
import { findImport, type ImportRow } from "./imports.queries.ts";
import { presentImport } from "./imports.view.ts";
import { revertImport } from "./revert.ts";
import { forgetBlocks } from "./stored-file.ts";

const tags = ["imports"];

/** Saying yes, no, or that it was a mistake. */
export function changeRoutes(instance: FastifyInstance, { db, runner }: ImportDeps): void {
  const change = (
    name: "confirm" | "cancel" | "revert",
    summary: string,
    effect: (id: string, actorId: string) => Promise<ImportRow>,
  ) =>
    instance.withTypeProvider<ZodTypeProvider>().post(
      `/api/v1/imports/:id/${name}`,
      {
        config: {
          access: "admin",
          errors: ["not_found", "import_over", "import_running", "conflict"],
        },
        schema: { tags, summary, params: idParamsSchema, response: { 200: importSchema } },
      },
      async (request) => {
        const { id: actorId } = await signedIn(request);
        return presentImport(await effect(request.params.id, actorId));
      },
    );
  change("confirm", "Brings in what was previewed", async (id, actorId) => {
    const row = await confirm(db, id, actorId);
    runner.wake();
    return row;
  });
  change("cancel", "Ends an import before anything of it shows", (id, actorId) =>
    cancel(db, id, actorId),
  );
  change("revert", "Takes back exactly what an import brought", (id, actorId) =>
    revertImport(db, id, actorId),
  );
}

const orOver = async (db: Db, id: string, row: ImportRow | undefined): Promise<ImportRow> => {
  if (row !== undefined) return row;
  await findImport(db, id);
  throw new AppError("import_over");
};

async function confirm(db: Db, id: string, actorId: string): Promise<ImportRow> {
  const yes = { status: "importing", is_preview: false, stage: "cleaning", share: 0 } as const;
  const fresh = { worker: null, attempts: 0 };
  const deed = { actorId, action: "import.confirmed" } as const;
  const row = await changeAndTell(db, { id, from: ["previewed"] }, { ...yes, ...fresh }, deed);
  return orOver(db, id, row);
}

async function cancel(db: Db, id: string, actorId: string): Promise<ImportRow> {
  const over = { status: "cancelled", first_rows: null, finished_at: sql<Date>`now()` } as const;
  const expected = { id, from: ["receiving", "importing", "previewed"] as const };
  const deed = { actorId, action: "import.cancelled" } as const;
  const row = await changeAndTell(db, expected, { ...over, worker: null }, deed);
  await orOver(db, id, row);
  await forgetBlocks(db, id, "file");
  await forgetBlocks(db, id, "findings");
  return findImport(db, id);
}
