import type { ErrorCode, Role } from "@babyfoot/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";

/** A signed-in person. */
export interface Person {
  id: string;
  sessionId: string;
  role: Role;
  emailVerified: boolean;
  name: string;
}

/**
 * Who may call a route: `all`, people from a role upwards, a `device` or `board` by its own token,
 * `metrics` (loopback or the metrics token), or an `analyst` (a token, or an administrator). Finer rights (one's own
 * match) are the route's.
 */
export type Access = "all" | Role | "device" | "board" | "metrics" | "analyst";

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    /** Codes of failures that are this route's own, for the document. */
    errors?: readonly ErrorCode[];
    /** Headers that this route reads, for the document; those that follow from its failures are known. */
    headers?: readonly { name: string; description: string }[];
  }
  interface FastifyRequest {
    /** Reads the session once a request; null when nobody is signed in. */
    person: () => Promise<Person | null>;
  }
}

const RANK: Record<Role, number> = { player: 1, staff: 2, admin: 3 };

/** Whether somebody has at least this role. */
export const hasRole = (person: Person | null, role: Role): boolean =>
  person !== null && RANK[person.role] >= RANK[role];

/** The person who calls. @throws AppError `unauthenticated`. */
export async function signedIn(request: FastifyRequest): Promise<Person> {
  const person = await request.person();
  if (person === null) throw new AppError("unauthenticated");
  return person;
}

const isRole = (access: Access): access is Role => access in RANK;

async function requireRole(request: FastifyRequest, role: Role): Promise<void> {
  const person = await signedIn(request);
  if (!hasRole(person, role)) throw new AppError("forbidden");
}

/** The library that shows the interface's document adds routes of its own. */
export const DOCS = "/api/docs";

export type FindPerson = (request: FastifyRequest) => Promise<Person | null>;

/** Every route declares who may call it; a route that does not, does not start. */
export function guardRoutes(app: FastifyInstance, findPerson: FindPerson): void {
  app.decorateRequest("person");
  app.addHook("onRoute", (route) => {
    if (route.url.startsWith(DOCS)) route.config = { access: "all", ...route.config };
    if (route.config?.access === undefined && route.method !== "OPTIONS")
      throw new Error(`${String(route.method)} ${route.url} does not declare its access`);
  });
  app.addHook("onRequest", (request, _reply, done) => {
    const access = request.routeOptions.config.access;
    // What devices send is the most of all, and nobody's.
    if (access === "device" || access === "board") return done();
    let found: Promise<Person | null> | undefined;
    request.person = () => {
      found ??= findPerson(request);
      return found;
    };
    if (access === undefined || !isRole(access)) done();
    else requireRole(request, access).then(() => done(), done);
  });
}
