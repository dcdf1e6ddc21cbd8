import { backupCommand } from "./commands/backup-command.ts";
import { inTerminal } from "./commands/terminal.ts";

await inTerminal(backupCommand);
