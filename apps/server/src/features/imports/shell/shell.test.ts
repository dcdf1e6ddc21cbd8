import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asAdmin } from "../../../../test/campus.ts";
import { ADMIN, useServer } from "../../../../test/server.ts";
import { csvOf, manyGames } from "../testing/history-file.ts";
import { IMPORTS } from "../testing/importing.ts";

const SHELL = fileURLToPath(new URL("../../../import-shell.ts", import.meta.url));
const server = useServer();
let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "babyfoot-shell-"));
  file = path.join(folder, "parties.csv");
  await writeFile(file, csvOf(manyGames(3)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Types the command; answers what it says and with what it ends. */
function type(...args: string[]): Promise<{ code: number; said: string }> {
  const env = {
    ...process.env,
    DATABASE_URL: server().databaseUrl,
    DATA_DIR: folder,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", SHELL, ...args], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : 1, said: `${out}${err}`.trim() }),
    );
  });
}

describe("[M16] npm run import", () => {
  it("brings a file in beside the running server, once, and shows it in its list", async () => {
    const first = await type(file);
    expect(first).toEqual({
      code: 0,
      said: expect.stringMatching(/^Imported in [\d.]+ s: 3 games, 12 lines, 4 people\.$/),
    });
    expect(await type(file)).toEqual({
      code: 0,
      said: "Everything in it was here already; nothing has changed.",
    });
    const admin = await asAdmin(server());
    const { items } = (await admin.get(IMPORTS)).body;
    expect(items[1]).toMatchObject({ fileName: "parties.csv", status: "finished", byName: null });
  }, 120_000);

  it("sends it to a server elsewhere, signed in", async () => {
    const more = path.join(folder, "more.csv");
    await writeFile(more, csvOf(manyGames(2, 50)));
    const sent = await type(more, "--url", server().url, "--venue", "souk", "--preview");
    expect(sent).toMatchObject({ code: 0, said: expect.stringMatching(/^Read in .* 2 games,/) });
  }, 120_000);

  it.each([
    [["nothing.csv"], /^There is no file .*nothing\.csv\.$/],
    [["."], /is not a file\.$/],
    [["FILE", "--venue", "Moon"], /^There is no venue Moon\. There are: Souk\.$/],
    [["FILE", "--mapping", "none.json"], /^The mapping .*none\.json cannot be read\.$/],
    [[SHELL], /^(This is no CSV|The file lacks columns)/],
    [["FILE", "--loud"], /Unknown option '--loud'[\s\S]*--venue/],
    [[], /^npm run import -- FILE/],
  ])(
    "says in a sentence what is wrong: %j",
    async (args, sentence) => {
      const told = args.map((one) => (one === "FILE" ? file : one));
      const { code, said } = await type(...told);
      expect(said).toMatch(sentence);
      expect(code).toBe(1);
    },
    60_000,
  );
});
