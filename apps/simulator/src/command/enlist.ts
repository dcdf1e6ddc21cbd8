import type { Table } from "@babyfoot/contract";
import type { BoardKind, PlayedTable } from "../play/table.ts";
import { type AdminApi, signIn } from "./admin-api.ts";
import type { SimulateOptions, Target } from "./options.ts";
import { WrongOption } from "./wrong-option.ts";

/** Every device of ours is named so, and only those are ever given new secrets. */
const OUR_NAME = "Simulated";

/** The tables to play at, with the secrets to do so. @throws WrongOption when the server refuses. */
export async function enlist({
  target,
  serverUrl,
  kinds,
}: Pick<SimulateOptions, "target" | "serverUrl" | "kinds">): Promise<PlayedTable[]> {
  const kind = kinds[0] ?? "native";
  switch (target.type) {
    case "device":
      return [
        {
          ...{ name: "Device", kind, token: target.token },
          ...(target.id !== undefined && { deviceId: target.id }),
        },
      ];
    case "board":
      return [{ name: "Board", kind, url: target.url }];
    case "admin":
      return enlistBy(await signIn(serverUrl, target), target, kinds);
    default:
      return target satisfies never;
  }
}

type Wanted = Pick<Extract<Target, { type: "admin" }>, "on" | "tables">;

/** A board of ours at each of the tables named, or at so many of our own. */
export async function enlistBy(
  api: AdminApi,
  wanted: Wanted,
  kinds: readonly BoardKind[],
): Promise<PlayedTable[]> {
  const played: PlayedTable[] = [];
  for (const [index, table] of (await tablesOf(api, wanted)).entries())
    played.push(await boardAt(api, table, kinds[index % kinds.length] ?? "native"));
  return played;
}

async function tablesOf(api: AdminApi, { on, tables }: Wanted): Promise<Table[]> {
  const known = new Map((await api.tables()).map((table) => [table.code, table]));
  const unknown = on.filter((code) => !known.has(code));
  if (unknown.length > 0) throw new WrongOption(`There is no table ${unknown.join(", ")}.`);
  if (on.length > 0) return on.flatMap((code) => known.get(code) ?? []);
  const own: Table[] = [];
  for (let nth = 1; nth <= tables; nth += 1) {
    const code = `SIM-${nth}`;
    own.push(known.get(code) ?? (await api.createTable({ code, name: `${OUR_NAME} ${nth}` })));
  }
  return own;
}

/** Our device at a table: the one of last time with a new token, or a new one. */
async function boardAt(api: AdminApi, table: Table, board: BoardKind): Promise<PlayedTable> {
  const kind = board === "native" ? "native" : "board";
  const devices = await api.devicesOf(table.id);
  const ours = devices.filter(({ name }) => name.startsWith(`${OUR_NAME} `));
  const same = ours.find((device) => device.kind === kind);
  // Whoever plays here already with another board of ours is silenced.
  for (const other of ours) if (other !== same) await api.rotateToken(other.id);
  const { id, token, url } =
    same === undefined
      ? await api.createDevice({ tableId: table.id, name: `${OUR_NAME} ${kind}`, kind })
      : await api.rotateToken(same.id);
  return {
    ...{ name: `${table.code} ${board}`, kind: board, token, deviceId: id },
    ...(url !== undefined && { url }),
  };
}
