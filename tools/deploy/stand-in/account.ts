/** An account as the deployment meets it: what is in it, and what goes wrong there. */

export interface Host {
  id: string;
  /** What it began with; hosts that wait for a release have none. */
  image: string | undefined;
}

export interface Refresh {
  id: string;
  status: "InProgress" | "Successful" | "Failed" | "RollbackInProgress" | "RollbackSuccessful";
  reason: string | null;
  /** How often it was looked at. */
  looks: number;
  /** The versions of the release's parameter that its launch templates name. */
  from: number;
  to: number;
}

export interface Fleet {
  /** The version of the release's parameter that its launch template names. */
  version: number;
  hosts: Host[];
  refreshes: Refresh[];
}

interface ParameterVersion {
  value: string;
  version: number;
  labels: string[];
}

export const REPOSITORY = "000000000000.registry.example/babyfoot";
export const NONE = "none";
export const imageOf = (commit: string): string => `${REPOSITORY}@sha256:${commit.padEnd(64, "0")}`;

export class Account {
  readonly calls: string[] = [];
  hasStateBucket: boolean = false;
  keptBootstrapState: string | undefined;
  isApplied: boolean = false;
  hasChanges: boolean = true;
  /** What the size has: fleets, or one host. */
  isSingleHost: boolean = false;
  readonly published = new Set<string>();
  /** Commits whose archive is not what its checksum says. */
  readonly forged = new Set<string>();
  readonly migrated: string[] = [];
  readonly files: string[] = [];
  secrets: string | undefined;
  parameter: ParameterVersion[] = [];
  readonly fleets: Record<string, Fleet> = {};
  /** Images that make an alarm go off while their hosts come, do not answer, or cannot migrate. */
  readonly alarming = new Set<string>();
  readonly silent = new Set<string>();
  readonly unmigratable = new Set<string>();
  /** Whether an alarm stays on, whatever is done. */
  isAlarmStuck: boolean = false;
  /** What each plan and each apply was given for the owner of the database. */
  readonly ownerPasswords: string[] = [];
  /** Called at each call: a test's way to interfere. */
  onCall: (call: string) => void = () => undefined;

  /** Whether a plan would find something to change. */
  get isBehind(): boolean {
    const newest = this.parameter.length;
    const fleets = this.isSingleHost ? [] : Object.values(this.fleets);
    return this.hasChanges || fleets.some(({ version }) => version !== newest);
  }

  /** As the code says: all there, and launch templates that name the newest version of the release. */
  apply(): void {
    this.hasChanges = false;
    if (!this.isApplied) this.#begin();
    for (const [name, fleet] of Object.entries(this.fleets)) {
      const newest = this.parameter.length;
      if (this.isSingleHost || fleet.version === newest) continue;
      this.startRefresh(name, newest);
    }
  }

  #begin(): void {
    this.isApplied = true;
    this.setRelease(NONE);
    const kinds = this.isSingleHost ? ["host"] : ["back", "front"];
    for (const name of kinds) {
      const hosts = this.isSingleHost ? ["a"] : ["a", "b"];
      this.fleets[name] = {
        version: 1,
        hosts: hosts.map((id) => hostWith(`i-${name}-${id}`, undefined)),
        refreshes: [],
      };
    }
  }

  /** As a deployment of this commit leaves it. */
  runs(commit: string): void {
    const image = imageOf(commit);
    Object.assign(this, { hasStateBucket: true, keptBootstrapState: "{}", secrets: "{}" });
    this.apply();
    this.migrated.push(image);
    this.label(this.setRelease(image), "good");
    for (const fleet of Object.values(this.fleets)) {
      fleet.version = this.parameter.length;
      for (const host of fleet.hosts) host.image = image;
    }
  }

  setRelease(value: string): number {
    const version = this.parameter.length + 1;
    this.parameter.push({ value, version, labels: [] });
    return version;
  }

  release(selector?: string): ParameterVersion | undefined {
    if (selector === undefined) return this.parameter.at(-1);
    return this.parameter.find(({ labels }) => labels.includes(selector));
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

  /** As long as hosts wait for a release, nobody answers. */
  get isInAlarm(): boolean {
    const fleets = this.isSingleHost ? [] : Object.values(this.fleets);
    return (
      this.isAlarmStuck ||
      fleets.some(({ hosts }) => hosts.some(({ image }) => image === undefined))
    );
  }

  /** Hosts that wait for a release take the first that is set. */
  takeFirstRelease(): void {
    const value = this.release()?.value;
    if (value === undefined || value === NONE) return;
    for (const { hosts } of Object.values(this.fleets))
      for (const host of hosts) host.image ??= value;
  }

  startRefresh(name: string, to = this.fleet(name).version): void {
    const fleet = this.fleet(name);
    const id = `refresh-${name}-${fleet.refreshes.length + 1}`;
    const [latest] = fleet.refreshes;
    if (latest?.status === "InProgress") latest.status = "Failed";
    const from = fleet.version;
    // AWS begins none while one of its alarms is on.
    const begun = this.isInAlarm
      ? ({ status: "Failed", reason: "Alarm babyfoot-campus-5xx is in ALARM" } as const)
      : ({ status: "InProgress", reason: null } as const);
    fleet.refreshes.unshift({ id, ...begun, looks: 0, from, to });
    fleet.version = to;
  }

  /** It takes a look for each host that is replaced, and one for the way back after an alarm. */
  progress(name: string): void {
    const fleet = this.fleet(name);
    const [refresh] = fleet.refreshes;
    if (refresh?.status === "RollbackInProgress") {
      this.#replace(fleet, fleet.hosts.length, refresh);
      refresh.status = "RollbackSuccessful";
    }
    if (refresh?.status !== "InProgress") return;
    refresh.looks += 1;
    this.#replace(fleet, refresh.looks, refresh);
    if (this.alarming.has(fleet.hosts[0]?.image ?? "")) {
      fleet.version = refresh.from;
      refresh.status = "RollbackInProgress";
      refresh.reason = "Alarm babyfoot-campus-5xx went off";
    } else if (refresh.looks >= fleet.hosts.length) refresh.status = "Successful";
  }

  #replace(fleet: Fleet, count: number, { id }: Refresh): void {
    const value = this.parameter[fleet.version - 1]?.value;
    for (const host of fleet.hosts.slice(0, count))
      Object.assign(host, hostWith(`${host.id}-${id}`, value));
  }

  /** What visitors get, by the first host that serves. */
  served(name: string): string | undefined {
    return this.fleets[name]?.hosts.find(({ image }) => image !== undefined)?.image;
  }
}

const hostWith = (id: string, image: string | undefined): Host => ({ id, image });
