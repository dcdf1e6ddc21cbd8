import type { AppliedState, Resource } from "./applied-state.ts";

/** What a policy holds against one resource, in a sentence about it. */
export interface Finding {
  readonly policy: string;
  readonly address: string;
  readonly sentence: string;
}

/** One rule over the applied state: which resources it judges, and what is wrong with each. */
export interface Policy {
  readonly id: string;
  /** What must hold, as a sentence. */
  readonly says: string;
  /** The same rule elsewhere: ids of checkov (`CKV…`) and trivy (`AWS-…`); none is our own. */
  readonly known: readonly string[];
  /** Whether nothing to judge is a finding too: a rule without a subject looks green. */
  readonly needsSubject: boolean;
  readonly subjects: (state: AppliedState) => readonly Resource[];
  /** Empty where all is well. */
  readonly faults: (subject: Resource, state: AppliedState) => readonly string[];
}

type Rule = Pick<Policy, "says" | "known" | "subjects" | "faults">;

/** A policy that some resource must be there to obey. */
export function demand(id: string, rule: Rule): Policy {
  return { id, needsSubject: true, ...rule };
}

/** A policy that only forbids: where there is nothing, there is nothing wrong. */
export function forbid(id: string, rule: Rule): Policy {
  return { id, needsSubject: false, ...rule };
}

/** The subjects of most policies: all resources of these types. */
export function every(...types: string[]): Policy["subjects"] {
  return (state) => state.all(...types);
}

/** The faults of those conditions that do not hold. */
export function faultsOf(...conditions: [holds: boolean, otherwise: string][]): string[] {
  return conditions.filter(([holds]) => !holds).map(([, otherwise]) => otherwise);
}

/**
 * What a policy finds in several roots that are one account together: each is judged by itself,
 * because ids of different roots say nothing about each other.
 */
export function judge(policy: Policy, roots: readonly AppliedState[]): Finding[] {
  let judged = 0;
  const findings: Finding[] = [];
  for (const state of roots)
    for (const subject of policy.subjects(state)) {
      judged += 1;
      for (const sentence of policy.faults(subject, state))
        findings.push({ policy: policy.id, address: subject.address, sentence });
    }
  if (judged === 0 && policy.needsSubject)
    findings.push({ policy: policy.id, address: NOWHERE, sentence: "has nothing to judge" });
  return findings;
}

/** The address of a finding about something that is missing altogether. */
export const NOWHERE = "(nowhere)";
