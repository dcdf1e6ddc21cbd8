import type { Json, Resource, Values } from "../applied-state.ts";
import { pathOf, withValue } from "../changes.ts";

/** What shows that a policy sees: a state that obeys it, and single changes that do not. */
export interface Fixture {
  readonly holds: readonly Resource[];
  readonly fails: readonly Failure[];
}
interface Failure {
  readonly when: string;
  readonly change: Change;
  /** Where the one finding must be, and what it must say. */
  readonly at: string;
  readonly says: string;
}
type Change = (good: readonly Resource[]) => readonly Resource[];

/** A resource; its type is the first part of its address. */
export function resource(address: string, values: Values): Resource {
  return { address, type: address.split(".")[0] ?? address, values };
}

/** An attribute, by its path, gets another value. */
export function set(address: string, path: string, value: Json): Change {
  return (good) => {
    if (!good.some((one) => one.address === address)) throw new Error(`There is no ${address}.`);
    return good.map((one) => (one.address === address ? withValue(one, pathOf(path), value) : one));
  };
}

/** A resource is not there. */
export function without(address: string): Change {
  return (good) => {
    if (!good.some((one) => one.address === address)) throw new Error(`There is no ${address}.`);
    return good.filter((one) => one.address !== address);
  };
}

/** A resource is there besides. */
export function plus(more: Resource): Change {
  return (good) => [...good, more];
}

/** One change that must be found at an address, in these words. */
export function failure(when: string, change: Change, at: string, says: string): Failure {
  return { when, change, at, says };
}
