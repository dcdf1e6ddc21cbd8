import pg from "pg";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Of a server whose `babyfoot_template` database has the newest schema. */
    databaseUrl: string;
  }
}

let counter = 0;

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("databaseUrl") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of one's own, cloned from the template; answers its address and how to drop it. */
export async function cloneDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  counter += 1;
  const name = `test_${process.pid}_${process.hrtime.bigint()}_${counter}`;
  await asAdmin(`create database ${name} template babyfoot_template`);
  const url = new URL(inject("databaseUrl"));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(name) };
}

/** Autovacuum, which nobody but a superuser may end, can be at work there for a moment. */
async function dropDatabase(name: string): Promise<void> {
  for (;;) {
    try {
      return await asAdmin(`drop database if exists ${name} with (force)`);
    } catch (error) {
      const inUse = error instanceof Error && "code" in error && error.code === "42501";
      if (!inUse) throw error;
    }
  }
}
