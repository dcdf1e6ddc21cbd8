import { type MatrixCampus, unknownId } from "./campus.ts";
import { adminOnly, at, type Row } from "./row.ts";

const IMPORTS = "/api/v1/imports";

/** An import as it lies in the database, with a file and a report of nothing. */
async function newImport({ server, venueId }: MatrixCampus, status: string): Promise<string> {
  const { db } = server.database;
  const report = { rows: 0, columns: [], findings: [], unanswerable: [] };
  const { id } = await db
    .insertInto("imports")
    .values({
      id: crypto.randomUUID(),
      venue_id: venueId,
      status,
      file_name: "x.csv",
      is_preview: true,
      fingerprint: Buffer.from("x"),
      report: JSON.stringify(report),
      finished_at: status === "previewed" ? null : new Date(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

const on =
  (status: string, part = "") =>
  async (campus: MatrixCampus) => ({
    path: `${IMPORTS}/${await newImport(campus, status)}${part}`,
  });

export const IMPORTING: Row[] = [
  { route: `GET ${IMPORTS}`, call: at(IMPORTS), expected: adminOnly(200) },
  {
    route: `POST ${IMPORTS}`,
    on: "with what is no file",
    call: at(IMPORTS, {}),
    expected: adminOnly(415),
  },
  { route: `GET ${IMPORTS}/{id}`, call: on("finished"), expected: adminOnly(200) },
  {
    route: `GET ${IMPORTS}/{id}/report.json`,
    call: on("finished", "/report.json"),
    expected: adminOnly(200),
  },
  {
    route: `GET ${IMPORTS}/{id}/report.csv`,
    on: "unread",
    call: on("finished", "/report.csv"),
    expected: adminOnly(404),
  },
  {
    route: `GET ${IMPORTS}/{id}/file`,
    on: "unknown",
    call: at(`${IMPORTS}/${unknownId}/file`),
    expected: adminOnly(404),
  },
  {
    route: `POST ${IMPORTS}/{id}/confirm`,
    on: "over",
    call: on("finished", "/confirm"),
    expected: adminOnly(409),
  },
  {
    route: `POST ${IMPORTS}/{id}/cancel`,
    call: on("previewed", "/cancel"),
    expected: adminOnly(200),
  },
  {
    route: `POST ${IMPORTS}/{id}/revert`,
    call: on("finished", "/revert"),
    expected: adminOnly(200),
  },
];
