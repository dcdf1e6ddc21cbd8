import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";

const LOWEST = 19;
/** A tenth of what others get: were all processors busy all day, it would still come to its end. */
const SESSION = 10;

/**
 * Lets a process, the leader of its session, have the processor when nobody else wants it. Linux weighs sessions against
 * each other and then the processes of each (sched(7), "The autogroup feature"), so both are told, and what runs idle
 * gives way at once (SCHED_IDLE). Where one of them may not be told, the others help.
 */
export function giveWay(pid: number): void {
  const attempts = [
    () => setPriority(pid, LOWEST),
    () => writeFileSync(`/proc/${pid}/autogroup`, String(SESSION)),
  ];
  for (const attempt of attempts)
    try {
      attempt();
    } catch {
      // It is not allowed here, or not known.
    }
  // Of util-linux; without it there is no way to ask for it.
  execFile("chrt", ["--all-tasks", "--idle", "--pid", "0", String(pid)], () => undefined);
}
