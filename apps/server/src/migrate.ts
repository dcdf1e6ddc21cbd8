import { migrateCommand } from "./commands/migrate-command.ts";
import { inTerminal } from "./commands/terminal.ts";

await inTerminal(migrateCommand);
