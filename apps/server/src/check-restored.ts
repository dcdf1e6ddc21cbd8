import { checkRestoredCommand } from "./commands/check-restored-command.ts";
import { inTerminal } from "./commands/terminal.ts";

await inTerminal(checkRestoredCommand);
