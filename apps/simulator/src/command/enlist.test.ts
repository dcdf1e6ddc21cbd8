import type { Device, Table } from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import type { AdminApi } from "./admin-api.ts";
import { enlistBy } from "./enlist.ts";
import { WrongOption } from "./wrong-option.ts";

/** A server with the given tables, and what was done to its devices. */
function campus(codes: string[], devices: Pick<Device, "id" | "tableId" | "name" | "kind">[] = []) {
  const tables = codes.map((code) => ({ id: code, code }) as Table);
  const all = [...devices];
  const rotated: string[] = [];
  let secrets = 0;
  const secretOf = (device: (typeof devices)[number]) => {
    secrets += 1;
    const url = device.kind === "board" ? { url: `https://board/${secrets}` } : {};
    return { ...(device as Device), token: `secret ${secrets}`, ...url };
  };
  const api: AdminApi = {
    tables: async () => tables,
    createTable: async ({ code }) => {
      const table = { id: code, code } as Table;
      tables.push(table);
      return table;
    },
    devicesOf: async (tableId) => all.filter((one) => one.tableId === tableId) as Device[],
    createDevice: async (device) => {
      const created = { ...device, id: `device ${all.length + 1}` };
      all.push(created);
      return secretOf(created);
    },
    rotateToken: async (id) => {
      const device = all.find((one) => one.id === id);
      if (device === undefined) throw new Error(`no device ${id}`);
      rotated.push(id);
      return secretOf(device);
    },
  };
  return { api, tables, devices: all, rotated };
}

describe("the simulator at a server", () => {
  it("makes tables and devices of its own, and leaves those of others alone", async () => {
    const real = { id: "real", tableId: "T01", name: "Hall board", kind: "board" } as const;
    const { api, tables, devices, rotated } = campus(["T01"], [real]);
    const played = await enlistBy(api, { on: [], tables: 3 }, ["native", "samsul"]);
    expect(tables.map(({ code }) => code)).toEqual(["T01", "SIM-1", "SIM-2", "SIM-3"]);
    expect(played).toEqual([
      { name: "SIM-1 native", kind: "native", token: "secret 1", deviceId: "device 2" },
      {
        ...{ name: "SIM-2 samsul", kind: "samsul", token: "secret 2", deviceId: "device 3" },
        url: "https://board/2",
      },
      { name: "SIM-3 native", kind: "native", token: "secret 3", deviceId: "device 4" },
    ]);
    expect(devices.map(({ tableId, kind }) => `${tableId} ${kind}`)).toEqual([
      "T01 board",
      "SIM-1 native",
      "SIM-2 board",
      "SIM-3 native",
    ]);
    expect(rotated).toEqual([]);
  });

  it("takes what it made last time, with new secrets", async () => {
    const { api, tables, devices, rotated } = campus([]);
    await enlistBy(api, { on: [], tables: 2 }, ["takata"]);
    const again = await enlistBy(api, { on: [], tables: 2 }, ["teslow"]);
    expect(tables).toHaveLength(2);
    expect(devices).toHaveLength(2);
    expect(rotated).toEqual(["device 1", "device 2"]);
    expect(again.map(({ url }) => url)).toEqual(["https://board/3", "https://board/4"]);
  });

  it("silences its own board at a table where it becomes a native device", async () => {
    const { api, devices, rotated } = campus([]);
    await enlistBy(api, { on: [], tables: 1 }, ["takata"]);
    const [played] = await enlistBy(api, { on: [], tables: 1 }, ["native"]);
    expect(rotated).toEqual(["device 1"]);
    expect(played).toMatchObject({ name: "SIM-1 native", kind: "native" });
    expect(devices).toHaveLength(2);
  });

  it("plays on other tables only when they are named, beside the devices that are there", async () => {
    const real = { id: "real", tableId: "T01", name: "Hall board", kind: "board" } as const;
    const { api, rotated } = campus(["T01", "T02"], [real]);
    const played = await enlistBy(api, { on: ["T01"], tables: 8 }, ["samsul"]);
    expect(played.map(({ name }) => name)).toEqual(["T01 samsul"]);
    expect(rotated).toEqual([]);
  });

  it("says which of the named tables there is not", async () => {
    const { api } = campus(["T01"]);
    const enlisting = enlistBy(api, { on: ["T01", "T09", "T10"], tables: 8 }, ["native"]);
    await expect(enlisting).rejects.toThrow(new WrongOption("There is no table T09, T10."));
  });
});
