import { GAME_COLUMNS, KEY_COLUMNS, LINE_COLUMNS, type Mapping } from "@babyfoot/history";
import { z } from "zod";
import { AppError } from "../../platform/errors.ts";

const columnSchema = z.enum([...KEY_COLUMNS, ...GAME_COLUMNS, ...LINE_COLUMNS]);
const mappingSchema = z.record(z.string(), columnSchema.nullable());

/**
 * Reads `{ "their column": "our field" }`; null keeps a column aside.
 * @throws AppError `invalid_input` where it names none of our fields.
 */
export function readMapping(text: string | undefined): Mapping {
  if (text === undefined) return {};
  try {
    return mappingSchema.parse(JSON.parse(text));
  } catch (error) {
    const message =
      error instanceof z.ZodError
        ? `our fields are: ${columnSchema.options.join(", ")}`
        : "is not JSON";
    throw new AppError("invalid_input", undefined, { errors: [{ path: "/mapping", message }] });
  }
}
