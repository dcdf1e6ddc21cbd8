/** An account as the deployment meets it: what is in it, and what goes wrong there. */

export interface Host {
  id: string;
  state: "Pending:Wait" | "InService";
  /** What it began with; hosts that wait have none. */
  image: string | undefined;
}

export interface Refresh {
  id: string;
  status: "InProgress" | "Successful" | "Failed";
  reason: string | null;
  begun: number;
  preferences: string;
  /** How often it was looked at. */
  looks: number;
}

export interface Fleet {
  hosts: Host[];
  refreshes: Refresh[];
}

interface ParameterVersion {
  value: string;
  version: number;
  labels: string[];
  modified: number;
}

export const REPOSITORY = "000000000000.registry.example/babyfoot";
export const NONE = "none";
export const imageOf = (commit: string): string => `${REPOSITORY}@sha256:${commit.padEnd(64, "0")}`;

export class Account {
  readonly calls: string[] = [];
  hasStateBucket = false;
  keptBootstrapState: string | undefined;
  isApplied = false;
  hasChanges = true;
  readonly published = new Set<string>();
  readonly migrated: string[] = [];
  parameter: ParameterVersion[] = [];
  readonly fleets: Record<string, Fleet> = {};
  /** Images that make an alarm go off while their hosts come, do not answer, or cannot migrate. */
  readonly alarming = new Set<string>();
  readonly silent = new Set<string>();
  readonly unmigratable = new Set<string>();
  /** Called at each call, by its first two words: a test's way to interfere. */
  onCall: (call: string) => void = () => undefined;
  #seconds = Date.UTC(2026, 0, 5, 8) / 1_000;

  /** Seconds since 1970; each look at the clock takes one. */
  now(): number {
    this.#seconds += 1;
    return this.#seconds;
  }

  apply(): void {
    this.hasChanges = false;
    if (this.isApplied) return;
    this.isApplied = true;
    this.setRelease(NONE);
    for (const name of ["back", "front"]) {
      const hosts = ["a", "b"].map((id) => this.#host(`i-${name}-${id}`, undefined));
      this.fleets[name] = { hosts, refreshes: [] };
    }
  }

  setRelease(value: string): number {
    const version = this.parameter.length + 1;
    this.parameter.push({ value, version, labels: [], modified: this.now() });
    return version;
  }

  release(label?: string): ParameterVersion | undefined {
    if (label === undefined) return this.parameter.at(-1);
    return this.parameter.find(({ labels }) => labels.includes(label));
  }

  label(version: number, label: string): void {
    for (const each of this.parameter) {
      each.labels = each.labels.filter((other) => other !== label);
      if (each.version === version) each.labels.push(label);
    }
  }

  fleet(name: string): Fleet {
    const found = this.fleets[name];
    if (found === undefined) throw new Error(`no fleet ${name}`);
    return found;
  }

  /** Hosts that wait for a release begin with the one that is set. */
  letHostsBegin(name: string): void {
    const value = this.release()?.value ?? NONE;
    if (value === NONE) return;
    for (const host of this.fleet(name).hosts)
      if (host.state === "Pending:Wait") Object.assign(host, this.#host(host.id, value));
  }

  startRefresh(name: string, preferences: string): Refresh {
    const id = `refresh-${name}-${this.fleet(name).refreshes.length + 1}`;
    const refresh: Refresh = {
      id,
      status: "InProgress",
      reason: null,
      begun: this.now(),
      preferences,
      looks: 0,
    };
    this.fleet(name).refreshes.unshift(refresh);
    return refresh;
  }

  /** It takes one look for a refresh to replace a host, and another to end. */
  progress(name: string): void {
    const { hosts, refreshes } = this.fleet(name);
    const [refresh] = refreshes;
    if (refresh?.status !== "InProgress") return;
    refresh.looks += 1;
    const image = this.release()?.value ?? NONE;
    const replaced = hosts[refresh.looks - 1];
    if (replaced !== undefined)
      Object.assign(replaced, this.#host(`${replaced.id}-${refresh.id}`, image));
    if (this.alarming.has(image)) {
      refresh.status = "Failed";
      refresh.reason = `Alarm babyfoot-campus-5xx went off`;
    } else if (refresh.looks >= hosts.length) refresh.status = "Successful";
  }

  /** What the load balancer's visitors get, by the first host that serves. */
  served(name: string): string | undefined {
    return this.fleets[name]?.hosts.find(({ state }) => state === "InService")?.image;
  }

  #host(id: string, image: string | undefined): Host {
    return { id, image, state: image === undefined ? "Pending:Wait" : "InService" };
  }
}
