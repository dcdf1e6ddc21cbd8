import {
  API,
  AUTH,
  type Device,
  type DeviceWithSecret,
  deviceSchema,
  deviceWithSecretSchema,
  listOf,
  type Table,
  tableSchema,
  venueSchema,
} from "@babyfoot/contract";
import { WrongOption } from "./wrong-option.ts";

interface Schema<T> {
  parse(value: unknown): T;
}

/** What an administrator can do that we need. Fails with WrongOption where the server refuses. */
export interface AdminApi {
  tables(): Promise<Table[]>;
  /** Makes a table in the first venue. */
  createTable(table: { code: string; name: string }): Promise<Table>;
  devicesOf(tableId: string): Promise<Device[]>;
  createDevice(device: Pick<Device, "tableId" | "name" | "kind">): Promise<DeviceWithSecret>;
  rotateToken(deviceId: string): Promise<DeviceWithSecret>;
}

/** Signs in over HTTP. */
export async function signIn(
  serverUrl: string,
  { email, password }: { email: string; password: string },
): Promise<AdminApi> {
  const response = await call(serverUrl, "", "POST", `${AUTH}/sign-in/email`, { email, password });
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const ask = async <T>(schema: Schema<T>, method: string, path: string, body?: object) => {
    const answer = await call(serverUrl, cookie, method, `${API}${path}`, body);
    return schema.parse(await answer.json());
  };
  return {
    tables: async () => (await ask(listOf(tableSchema), "GET", "/tables?limit=200")).items,
    createTable: async ({ code, name }) => {
      const { items } = await ask(listOf(venueSchema), "GET", "/venues");
      return ask(tableSchema, "POST", "/tables", { code, name, venueId: items[0]?.id });
    },
    devicesOf: async (id) =>
      (await ask(listOf(deviceSchema), "GET", `/devices?limit=200&tableId=${id}`)).items,
    createDevice: (device) => ask(deviceWithSecretSchema, "POST", "/devices", device),
    rotateToken: (id) => ask(deviceWithSecretSchema, "POST", `/devices/${id}/token`),
  };
}

async function call(
  serverUrl: string,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  const headers = { cookie, ...(body !== undefined && { "content-type": "application/json" }) };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const url = new URL(path, serverUrl);
  const response = await fetch(url, { method, headers, ...sent }).catch(() => {
    throw new WrongOption(`There is no server at ${serverUrl}.`);
  });
  if (response.ok) return response;
  throw new WrongOption(`${url.href} was refused: ${await reasonOf(response)}.`);
}

async function reasonOf(response: Response): Promise<string> {
  const said = /"code"\s*:\s*"(\w+)"/.exec(await response.text())?.[1];
  return said === undefined ? String(response.status) : said.replaceAll("_", " ");
}
