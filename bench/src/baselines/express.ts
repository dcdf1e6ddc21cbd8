import express from "express";
import pg from "pg";

/** What a student writes first: Express 5, a pool, one plain insert a goal. Same database, same durability. */
const { host, port, user, database } = JSON.parse(process.argv[2] ?? "{}");
const pool = new pg.Pool({ host, port, user, database, max: 20 });
await pool.query(
  "create table if not exists bench_goals (id bigserial primary key, table_id int, side text, at timestamptz default now())",
);
const app = express();
app.use(express.json());
app.post("/goal", async (request, response) => {
  await pool.query("insert into bench_goals (table_id, side) values ($1, $2)", [
    request.body.tableId,
    request.body.side,
  ]);
  response.json({ ok: true });
});
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : 0 });
});
