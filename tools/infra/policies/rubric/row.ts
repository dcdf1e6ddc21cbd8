import type { Json } from "../applied-state.ts";

/**
 * How a row is to be shown: V by validating and planning again, P by a policy over what was applied,
 * T by `terraform test`, M on a machine that boots, D by a drill, U by a test, R by reading.
 */
export type Means = "V" | "P" | "T" | "M" | "D" | "U" | "R";

/** Something that was applied, with what must stand in it. */
export interface Fact {
  readonly application: "campus" | "region" | "demo" | "bootstrap";
  readonly address: string;
  /** By path; a name after a list means its first element. */
  readonly values: Readonly<Record<string, Json>>;
}

/** A file, and something that stands in it: a test's name, a run of Terraform, a heading. */
export type Place = readonly [file: string, what: string];

/** A requirement, what meets it, and what shows that it does. */
export interface Row {
  readonly number: number;
  readonly requirement: string;
  readonly how: readonly Means[];
  /** Why one of these means is not used. */
  readonly instead?: Partial<Readonly<Record<Means, string>>>;
  readonly facts?: readonly Fact[];
  /** Ids of policies and further rules. */
  readonly policies?: readonly string[];
  readonly tests?: readonly Place[];
  /** Runs of `terraform test`. */
  readonly runs?: readonly Place[];
  readonly documents?: readonly Place[];
  readonly files?: readonly string[];
  /** What is not shown, and why. */
  readonly open?: string;
}

/** Something applied in a campus. */
export function fact(address: string, values: Fact["values"] = {}): Fact {
  return { application: "campus", address, values };
}

/** Something applied elsewhere. */
export function factOf(
  application: Fact["application"],
  address: string,
  values: Fact["values"] = {},
): Fact {
  return { application, address, values };
}
