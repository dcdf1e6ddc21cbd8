import { POLICIES } from "./all-policies.ts";
import type { AppliedState } from "./applied-state.ts";
import { acceptedBecause, type Exception, SIZES, type Size } from "./exceptions.ts";
import { type Finding, judge, type Policy } from "./policy.ts";

/** What one policy says of a size. */
export interface Verdict {
  readonly policy: Policy;
  readonly number: number;
  readonly refused: readonly Finding[];
  readonly accepted: readonly { finding: Finding; exception: Exception }[];
}

/** Every policy's verdict on the roots of a size, in their order; of other rules, if they are given. */
export function verdicts(
  roots: readonly AppliedState[],
  size: Size,
  rules: readonly Policy[] = POLICIES,
): Verdict[] {
  return rules.map((policy, index) => {
    const judged = judge(policy, roots).map((finding) => ({
      finding,
      exception: acceptedBecause(finding, size),
    }));
    return {
      policy,
      number: index + 1,
      refused: judged.filter(({ exception }) => !exception).map(({ finding }) => finding),
      accepted: judged.flatMap(({ finding, exception }) =>
        exception ? [{ finding, exception }] : [],
      ),
    };
  });
}

/** Whether a size does without what this policy asks for, on purpose. */
export function isLeftOut({ accepted }: Verdict): boolean {
  return accepted.some(({ exception }) => exception.sizes.length < SIZES.length);
}
