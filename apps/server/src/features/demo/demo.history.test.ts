import { expect, it } from "vitest";
import { useServer } from "../../../test/server.ts";
import { expectPlainRefold } from "../play/testing/plain-refold.ts";
import { prepareDemo } from "./demo.service.ts";

const server = useServer();

it("the demo campus has a history that its tables' logs add up to", async () => {
  const { db } = server().database;
  await prepareDemo(db, "test-secret-key-of-at-least-32-characters");
  const tables = await db.selectFrom("tables").select("id").execute();
  expect(tables).toHaveLength(8);
  for (const { id } of tables) await expectPlainRefold(db, id);
});
