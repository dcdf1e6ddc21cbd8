import { restoreCommand } from "./commands/restore-command.ts";
import { inTerminal } from "./commands/terminal.ts";

await inTerminal(restoreCommand);
