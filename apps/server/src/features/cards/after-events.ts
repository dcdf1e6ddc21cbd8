import type { DeviceCommand } from "@babyfoot/contract";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { type Reader, tapCard } from "./card-taps.ts";
import { displayText, tooManyTriesText } from "./cards.messages.ts";
import type { CardDeps } from "./linking.ts";
import { lockCommands } from "./table-lock.ts";

/** Nobody has said which language a table's display speaks. */
const LOCALE = "fr";

async function tapCommands(deps: CardDeps, reader: Reader, uid: string): Promise<DeviceCommand[]> {
  try {
    const tapped = await tapCard(deps, reader, uid);
    const text = displayText(tapped, LOCALE);
    const display: DeviceCommand = { id: newId(), type: "display", text };
    return tapped.answer.unlocked ? [display] : [display, { id: newId(), type: "buzz" }];
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "rate_limited") throw error;
    return [{ id: newId(), type: "display", text: tooManyTriesText(LOCALE) }];
  }
}

/**
 * What follows from events of a device that are safely stored: cards just tapped, in their order, and what its lock is
 * to do. Answers the commands for it.
 */
export async function commandsAfter(
  deps: CardDeps,
  reader: Reader,
  uids: readonly string[],
): Promise<DeviceCommand[]> {
  const commands: DeviceCommand[] = [];
  for (const uid of uids) commands.push(...(await tapCommands(deps, reader, uid)));
  return [...commands, ...(await lockCommands(deps.db, reader.tableId))];
}
