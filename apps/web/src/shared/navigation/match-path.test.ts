import { describe, expect, it } from "vitest";
import { matchPath } from "./match-path.ts";
import { paths, safeNext } from "./paths.ts";

describe("the address of a page", () => {
  it("gives the values of its names", () => {
    expect(matchPath("/tables/:id", "/tables/42")).toEqual({ id: "42" });
    expect(matchPath("/t/:code", paths.tableByCode("T 5/é"))).toEqual({ code: "T 5/é" });
  });

  it("is the same with a slash at the end", () => {
    expect(matchPath("/screen", "/screen/")).toEqual({});
    expect(matchPath("/", "/")).toEqual({});
  });

  it.each(["/tables", "/tables/1/2", "/table/1", "/tables/%E0%A4%A"])("is not %s", (path) => {
    expect(matchPath("/tables/:id", path)).toBeNull();
  });
});

describe("where one goes on after signing in", () => {
  it("is the page one came from", () => {
    const address = new URL(paths.signIn("/tables/1?a=b"), "http://localhost");
    expect(safeNext(address.searchParams.get("next"))).toBe("/tables/1?a=b");
  });

  it.each(["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "is never %s",
    (next) => {
      expect(safeNext(next)).toBe("/");
    },
  );
});
