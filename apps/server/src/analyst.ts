import { analystCommand } from "./commands/analyst-command.ts";
import { inTerminal } from "./commands/terminal.ts";

await inTerminal(analystCommand);
