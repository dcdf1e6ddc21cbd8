import { readdirSync, readFileSync } from "node:fs";

interface Process {
  pid: number;
  parent: number;
  name: string;
}

function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return { pid, parent, name };
  } catch {
    return null;
  }
}

/** A process and all that descend from it. */
export function processTree(root: number): Process[] {
  const all = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => readProcess(Number(entry)) ?? []);
  const inside = new Set([root]);
  for (let grown = true; grown; ) {
    const before = inside.size;
    for (const { pid, parent } of all) if (inside.has(parent)) inside.add(pid);
    grown = inside.size > before;
  }
  return all.filter(({ pid }) => inside.has(pid));
}

/** Memory of a process in MiB: its own and its share of what it shares (PSS), or all it sees (RSS). */
export function memoryOf(pid: number, kind: "Pss" | "Rss"): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(new RegExp(`^${kind}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
