import type { AppliedState, Resource } from "../applied-state.ts";
import { text } from "../attributes.ts";
import { arnOf, ownerSecretOf } from "./arns.ts";
import type { Attempt } from "./simulate.ts";

/** What a role can and cannot do, in words and as AWS is asked. */
export interface Power {
  readonly can: boolean;
  readonly says: string;
  readonly attempt: (arns: Arns) => Attempt;
}

/** The ARNs of a state's resources, by their addresses. */
export class Arns {
  readonly #state: AppliedState;
  constructor(state: AppliedState) {
    this.#state = state;
  }

  of(address: string): string {
    return arnOf(this.#resource(address));
  }

  /** Ours, where a replica follows; else RDS's. */
  ownerSecret(): string {
    const ours = "module.database.aws_secretsmanager_secret.owner[0]";
    if (this.#state.resources.some(({ address }) => address === ours)) return this.of(ours);
    return ownerSecretOf(this.#resource("module.database.aws_db_instance.this"));
  }

  /** The database, as sign-in by IAM names it, for one of its users. */
  user(name: string): string {
    const id = text(this.#resource("module.database.aws_db_instance.this").values, "resource_id");
    return `arn:aws:rds-db:eu-west-3:123456789012:dbuser:${id}/${name}`;
  }

  #resource(address: string): Resource {
    const found = this.#state.resources.find((one) => one.address === address);
    if (!found) throw new Error(`There is no ${address}.`);
    return found;
  }
}

export const can = (says: string, attempt: Power["attempt"]): Power => ({
  can: true,
  says,
  attempt,
});
export const cannot = (says: string, attempt: Power["attempt"]): Power => ({
  can: false,
  says,
  attempt,
});
