import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readAppliedState } from "./applied-state.ts";
import { verdicts } from "./verdict.ts";

const folder = new URL("fixtures/first-try/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

describe("a first try: one public database, and the rest by hand", () => {
  const all = verdicts([readAppliedState(read("state.json"))], "campus");
  const findingsOf = (id: string) => all.find(({ policy }) => policy.id === id)?.refused ?? [];

  it("obeys 1 of 58 policies: it has no users, since it has nothing", () => {
    const obeyed = all.filter(({ refused }) => refused.length === 0);
    expect(obeyed.map(({ policy }) => policy.id)).toEqual(["no-users-no-keys"]);
    expect(all).toHaveLength(58);
  });

  it.each([
    ["database-not-public", "it is publicly accessible"],
    ["database-not-lost-by-deleting", "it leaves no final snapshot"],
    ["database-password-unknown-to-us", "its password is in the state"],
    ["database-encrypted", "its storage is not encrypted"],
    ["database-backed-up", "its backups are kept < 5 days"],
  ])("is refused by %s: %s", (policy, sentence) => {
    const address = "aws_db_instance.babyfoot";
    expect(findingsOf(policy)).toContainEqual({ policy, address, sentence });
  });

  it.each([
    ["network-open-for-the-web-only", "it opens port 5432 to the world"],
    ["network-database-from-a-group", "it opens PostgreSQL to 0.0.0.0/0"],
    ["network-described", "a rule is not described"],
    ["network-egress-named", "everything may leave for anywhere"],
  ])("is refused by %s: %s", (policy, sentence) => {
    const address = "aws_security_group.postgresql";
    expect(findingsOf(policy)).toContainEqual({ policy, address, sentence });
  });

  it("is the state of the files beside it", () => {
    const state = read("state.json");
    const [password = ""] = /table-football-\d+/.exec(read("variables.tf")) ?? [];
    expect(password).not.toBe("");
    expect(state).toContain(`"password": "${password}"`);
    for (const [, type, name] of read("main.tf").matchAll(/^resource "(\w+)" "(\w+)"/gm))
      expect(state).toContain(`"address": "${type}.${name}"`);
  });
});
