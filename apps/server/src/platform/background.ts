import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";

const LOWEST = 19;
/** A tenth of what others get: were all processors busy all day, it would still come to its end. */
const SESSION = 10;

/**
 * Lets a process, the leader of its session, have the processor when nobody else wants it. Linux weighs sessions against
 * each other and then the processes of each (sched(7), "The autogroup feature"), so both are told. Where one of them may
 * not be told, the other helps.
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
}

/**
 * Lets a process, this one unless told, give way at once to whoever else in its session wants the processor (SCHED_IDLE).
 * A child asks for itself: starting a program keeps a server from its work the longer the more memory it has, some 10 ms.
 */
export function giveWayAtOnce(pid = process.pid): void {
  // Of util-linux; without it there is no way to ask for it.
  execFile("chrt", ["--all-tasks", "--idle", "--pid", "0", String(pid)], () => undefined);
}
