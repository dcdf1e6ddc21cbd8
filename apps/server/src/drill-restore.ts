import { drillRestoreCommand } from "./commands/drill-restore-command.ts";
import { inTerminal } from "./commands/terminal.ts";

await inTerminal(drillRestoreCommand);
