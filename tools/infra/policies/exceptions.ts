import type { Finding } from "./policy.ts";

export type Size = "demo" | "campus" | "region";
export const SIZES: readonly Size[] = ["demo", "campus", "region"];

/** A finding that is meant to be, and why. */
export interface Exception {
  readonly policy: string;
  /** `*` stands for anything within an address. */
  readonly address: string;
  readonly sizes: readonly Size[];
  readonly reason: string;
}

/** Rules that others have and we do not ask for. */
export const NOT_ASKED_FOR: readonly { rule: string; known: string; reason: string }[] = [
  {
    rule: "The load balancer is internal",
    known: "AWS-0053",
    reason: "It is the one door for everyone on the campus, and for their phones outside it.",
  },
  {
    rule: "Logs are kept for a year",
    known: "CKV_AWS_338",
    reason: "They hold people's addresses: the GDPR asks for no longer than they are needed.",
  },
  {
    rule: "CloudFront is closed to some countries",
    known: "CKV_AWS_374",
    reason: "Students travel; the web firewall stops what is bad, wherever it comes from.",
  },
];

export const EXCEPTIONS: readonly Exception[] = [];

/** Why a finding is accepted in a size, if it is. */
export function acceptedBecause(finding: Finding, size: Size): Exception | undefined {
  return EXCEPTIONS.find(
    ({ policy, address, sizes }) =>
      policy === finding.policy && sizes.includes(size) && stands(address, finding.address),
  );
}

function stands(pattern: string, address: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(address);
}
