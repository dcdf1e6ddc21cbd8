import { parseArgs } from "node:util";
import { checkRestored } from "../features/backups/backups.service.ts";
import { type Connection, connectionOf } from "../platform/connection.ts";
import type { Terminal } from "./analyst-command.ts";
import { replay } from "./replay.ts";
import { CommandError } from "./running-database.ts";
import { explainTo } from "./spoken.ts";

const USAGE = `Checks a database that was restored beside, and erases in it again whoever was erased since (docs/operations/backups.md).

  node apps/server/dist/check-restored.js --restored URL [--running URL] [--asked-at TIME] [--snapshot TEXT]

--restored  of a copy of the running cluster, started with autovacuum off; a superuser has its indexes looked through too
--running   the database that goes on, to compare with
--asked-at  when restoring began (ISO 8601): what came later is not missed
--snapshot  to check the same copy once more: "snapshot" of the first time, since checking writes to it`;

interface Wish {
  restored: string;
  running: string | undefined;
  askedAt: Date;
  snapshot: string | undefined;
}

function wishOf(args: readonly string[]): Wish | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        restored: { type: "string" },
        running: { type: "string" },
        "asked-at": { type: "string" },
        snapshot: { type: "string" },
      },
    });
    const askedAt = new Date(values["asked-at"] ?? Date.now());
    if (values.restored === undefined || Number.isNaN(askedAt.getTime())) return undefined;
    const { restored, running, snapshot } = values;
    return { restored, running, askedAt, snapshot };
  } catch {
    return undefined;
  }
}

/** `check-restored.js`; prints JSON, and answers the exit code. */
export async function checkRestoredCommand(
  args: readonly string[],
  { settings, say, complain }: Terminal,
): Promise<number> {
  const wish = wishOf(args);
  if (wish === undefined) {
    complain(USAGE);
    return 2;
  }
  const at = async (url: string): Promise<Connection> => {
    if (!URL.canParse(url)) throw new CommandError("An address is no URL (postgresql://…).");
    return connectionOf({ ...settings, DATABASE_URL: url, DATABASE_SECRET_ARN: undefined });
  };
  try {
    const restored = await at(wish.restored);
    const checked = await checkRestored({
      ...{
        restored,
        askedAt: wish.askedAt,
        snapshot: wish.snapshot,
        replay: () => replay(restored, settings),
      },
      running: wish.running === undefined ? undefined : await at(wish.running),
    });
    say(JSON.stringify(checked, null, 1));
    return checked.ok ? 0 : 1;
  } catch (error) {
    return explainTo(complain, "The check failed", error);
  }
}
