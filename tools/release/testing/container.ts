import { chmodSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Whose user id is nobody's in particular, and may ask the database behind this address. */
function someone(databaseUrl: string): number {
  const socket = new URL(databaseUrl).searchParams.get("host");
  return socket?.startsWith("/") === true ? statSync(socket).uid : 1000;
}

/**
 * What a container is to its process, without an engine: process 1 of its own, a root file system
 * that nobody can write to, one folder in memory, and a user who is nobody.
 */
export function likeContainer(folder: string, memory: string, databaseUrl: string): string[] {
  const isRoot = process.getuid?.() === 0;
  const become = isRoot
    ? `setpriv --reuid=${someone(databaseUrl)} --regid=1000 --clear-groups --no-new-privs`
    : "";
  const prepare = [
    `mount -t tmpfs -o mode=1777 tmpfs "${memory}"`,
    "mount -o remount,bind,ro /",
    `cd "${folder}"`,
    `exec ${become} "$@"`,
  ].join(" && ");
  // Whoever is nobody must be able to come this far.
  chmodSync(dirname(dirname(folder)), 0o755);
  const alone = ["--mount", "--pid", "--fork", "--mount-proc"];
  return [
    "unshare",
    ...(isRoot ? [] : ["--user", "--map-root-user"]),
    ...alone,
    "bash",
    "-c",
    prepare,
    "-",
  ];
}
