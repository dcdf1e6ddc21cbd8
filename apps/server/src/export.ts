import { exportCommand } from "./commands/export-command.ts";
import { inTerminal } from "./commands/terminal.ts";

await inTerminal(exportCommand);
