import type { Machine } from "./machine.ts";

const UNITS = ["babyfoot", "postgresql@*-main", "caddy", "mosquitto"];

/** Memory of each unit's processes in MiB, where what several share counts in shares (PSS). */
export async function memoryOfUnits(machine: Machine): Promise<{ unit: string; mib: number }[]> {
  const all = UNITS.map(async (unit) => {
    const kib = await machine.shell(`
      group=$(systemctl show -p ControlGroup --value '${unit}.service')
      for pid in $(find "/sys/fs/cgroup$group" -name cgroup.procs -exec cat {} +); do
        cat /proc/$pid/smaps_rollup || true
      done 2> /dev/null | awk '/^Pss:/ { sum += $2 } END { print sum }'`);
    return { unit, mib: Number(kib) / 1_024 };
  });
  const found = await Promise.all(all);
  const none = found.filter(({ mib }) => !(mib > 1)).map(({ unit }) => unit);
  if (none.length > 0) throw new Error(`nothing runs of ${none.join(", ")}`);
  return found;
}
