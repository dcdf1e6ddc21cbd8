import { reportCommand } from "./commands/report-command.ts";
import { inTerminal } from "./commands/terminal.ts";

await inTerminal(reportCommand);
