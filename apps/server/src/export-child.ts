import type { FileTask } from "./features/exports/child.ts";
import { writeFile } from "./features/exports/write-file.ts";
import { giveWayAtOnce } from "./platform/background.ts";

giveWayAtOnce();

// Whoever asked is gone, or does not want it any more: PostgreSQL sees the connection end, and ends the query.
process.once("disconnect", () => process.exit(1));
process.once("message", (task) => {
  writeFile(task as FileTask, (said) => process.send?.(said)).then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
