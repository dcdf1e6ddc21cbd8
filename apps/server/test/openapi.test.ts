import { ERRORS } from "@babyfoot/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { Client } from "./client.ts";
import { useServer } from "./server.ts";

interface Content {
  headers?: Record<string, object>;
  content?: Record<string, { schema?: object }>;
  description?: string;
}
interface Operation {
  summary?: string;
  tags?: string[];
  security?: object[];
  parameters?: { in: string; name: string; schema: object }[];
  requestBody?: Content;
  responses: Record<string, Content>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

const server = useServer();
let document: Document;
let operations: [string, Operation][];
beforeAll(async () => {
  document = (await new Client(server()).get("/api/v1/openapi.json")).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});

const named = (test: (operation: Operation, name: string) => boolean): string[] =>
  operations.filter(([name, operation]) => test(operation, name)).map(([name]) => name);

describe("the OpenAPI document", () => {
  it("is of version 3.1, names itself, and every reference in it leads somewhere", () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info).toMatchObject({ title: "Babyfoot", version: "0.0.0-test" });
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
    const paths = [...new Set([...references].map(([, path = ""]) => path))];
    expect(paths).toContain("components/schemas/Problem");
    for (const path of paths) {
      const found = path
        .split("/")
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      expect(found, path).toBeDefined();
    }
  });

  it("says of every route what it does, where it belongs and who may call it", () => {
    expect(named(({ summary }) => (summary ?? "").length < 5)).toEqual([]);
    expect(named(({ tags }) => tags?.length !== 1)).toEqual([]);
    expect(named(({ security }) => security === undefined)).toEqual([]);
    const schemes = Object.keys(document.components.securitySchemes);
    const used = operations.flatMap(([, { security = [] }]) => security.flatMap(Object.keys));
    expect(schemes).toEqual(expect.arrayContaining([...new Set(used)]));
  });

  it("has the shape of every answer that worked, and every parameter of every path", () => {
    const success = ({ responses }: Operation) =>
      Object.keys(responses).filter((status) => /^[23]\d\d$/.test(status));
    expect(named((operation) => success(operation).length === 0)).toEqual([]);
    const shapeless = named((operation) =>
      success(operation).some(
        (status) =>
          !["204", "302"].includes(status) && operation.responses[status]?.content === undefined,
      ),
    );
    expect(shapeless).toEqual([]);
    const incomplete = named(({ parameters = [] }, name) => {
      const inPath = [...name.matchAll(/\{([^}]+)\}/g)].map(([, parameter]) => parameter);
      const told = parameters.filter((one) => one.in === "path").map((one) => one.name);
      return inPath.some((one) => one !== undefined && !told.includes(one));
    });
    expect(incomplete).toEqual([]);
  });

  it("names the headers that matter: idempotency, versions, and where a stream goes on", () => {
    const headers = (path: string, method: string): string[] =>
      (document.paths[path]?.[method]?.parameters ?? [])
        .filter((one) => one.in === "header")
        .map((one) => one.name);
    expect(headers("/api/v1/matches", "post")).toEqual(["Idempotency-Key"]);
    expect(headers("/api/v1/tables/{id}", "patch")).toEqual(["If-Match"]);
    expect(headers("/api/v1/me", "delete")).toEqual(["If-Match"]);
    expect(headers("/api/v1/live", "get")).toEqual(["Last-Event-ID"]);
    expect(headers("/api/v1/tables", "get")).toEqual([]);
    const changed = document.paths["/api/v1/tables/{id}"]?.patch?.responses["200"];
    expect(Object.keys(changed?.headers ?? {})).toEqual(["ETag"]);
  });

  it("names the codes of every failure, as problem documents, under their status", () => {
    for (const [name, { responses }] of operations) {
      const failures = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      expect(failures.length, name).toBeGreaterThan(1);
      for (const [status, { content = {}, description = "" }] of failures) {
        if (name === "GET /readyz" && content["application/json"] !== undefined) continue;
        expect(Object.keys(content), name).toEqual(["application/problem+json"]);
        const codes = [...description.matchAll(/`(\w+)`/g)].map(([, code]) => code);
        expect(codes.length, name).toBeGreaterThan(0);
        for (const code of codes)
          expect(ERRORS[code as keyof typeof ERRORS]?.[0], `${name} ${code}`).toBe(Number(status));
      }
    }
    const start = document.paths["/api/v1/matches"]?.post?.responses;
    expect(start?.["409"]?.description).toContain("match_running");
    expect(start?.["401"]?.description).toContain("unauthenticated");
    expect(Object.keys(start ?? {})).toEqual(expect.arrayContaining(["400", "403", "404", "422"]));
  });
});

describe("the page that shows it", () => {
  it("loads with all it needs, from here alone, under our content policy", async () => {
    const anyone = new Client(server());
    const page = await anyone.get("/api/docs/");
    expect(page.status).toBe(200);
    const html = String(page.body);
    const wanted = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = ""]) => link);
    expect(wanted.length).toBeGreaterThan(3);
    for (const link of wanted) {
      const { origin, pathname } = new URL(link, `${server().url}/api/docs/`);
      expect(origin).toBe(server().url);
      expect((await anyone.get(pathname)).status, pathname).toBe(200);
    }
    const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g)];
    expect(inline).toEqual([]);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });
});
