import type { Machine } from "./machine.ts";
import type { Archives } from "./releases.ts";

type Brought = Pick<Archives, "first" | "runtime">;

/** Unpacks the release as whoever fetched it would; answers the installer, with what a first run needs. */
export async function installerOn(machine: Machine, archives: Brought): Promise<string> {
  const archive = machine.bring(archives.first);
  await machine.shell(
    `mkdir /srv/release && tar -xzf ${archive} -C /srv/release --strip-components=1`,
  );
  return `${installerAgain(machine, archives)} --lan ${machine.address}`;
}

/** The installer of a release that was unpacked before, with Node where the distribution's is too old. */
export function installerAgain(machine: Machine, { runtime }: Brought): string {
  const node = runtime === undefined ? "" : ` --runtime ${machine.bring(runtime)}`;
  return `/srv/release/infra/self-host/install.sh --yes${node}`;
}

/** Says how long something took, and answers the seconds. */
export function took(what: string, since: number): number {
  const seconds = (Date.now() - since) / 1_000;
  console.log(`${what}: ${seconds.toFixed(1)} s`);
  return seconds;
}
