import { accessSync, constants } from "node:fs";

export type Settings = Record<string, string>;

export const PORT = 5432;

type Wanted = Access & { log: string; fsync: boolean; settings: Settings };
type Access = { socket: string; port: number; analysts: boolean };

/** The text of postgresql.conf for a small machine; `settings` win over ours. */
export function configurationText({ log, fsync, settings, ...where }: Wanted): string {
  const all: Settings = {
    ...access(where),
    ...MEMORY,
    ...(fsync ? DURABLE : FORGETFUL),
    ...logging(log),
    dynamic_shared_memory_type: canWrite("/dev/shm") ? "posix" : "mmap",
    timezone: "UTC",
    ...settings,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${quoted(value)}`);
  return ["# Written at every start; your own settings: ALTER SYSTEM.", ...lines, ""].join("\n");
}

/** Who is let in: the socket's folder stands in for passwords; on loopback analysts alone, by theirs. */
export const admissionText = (database: string, analysts: boolean): string =>
  [
    "# Written at every start.",
    "local all all trust",
    "local replication all trust",
    ...(analysts ? [`host ${database} +analyst 127.0.0.1/32 scram-sha-256`] : []),
    "host all all all reject",
    "",
  ].join("\n");

function access({ socket, port, analysts }: Access): Settings {
  return {
    listen_addresses: analysts ? "127.0.0.1" : "",
    port: String(port),
    // A list separated by commas: the quotes let a folder's name have some.
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
    max_connections: "50",
  };
}

const MEMORY: Settings = {
  shared_buffers: "48MB",
  effective_cache_size: "512MB",
  work_mem: "4MB",
  maintenance_work_mem: "32MB",
  huge_pages: "off",
  jit: "off",
  max_worker_processes: "4",
  max_parallel_workers: "2",
  max_parallel_workers_per_gather: "1",
  max_logical_replication_workers: "0",
  autovacuum_max_workers: "2",
  // Plans made while tables were empty are slow as soon as they are not; an idle look costs nothing.
  autovacuum_naptime: "10s",
  random_page_cost: "1.1",
  min_wal_size: "64MB",
  max_wal_size: "256MB",
  wal_level: "replica",
};

const DURABLE: Settings = { fsync: "on", synchronous_commit: "on", full_page_writes: "on" };
/** What is committed outlives the server being killed all the same, only not the machine. */
const FORGETFUL: Settings = { fsync: "off", synchronous_commit: "on", full_page_writes: "off" };

/** One file a weekday, overwritten a week later. */
function logging(folder: string): Settings {
  return {
    logging_collector: "on",
    log_directory: folder,
    log_filename: "postgres-%a.log",
    log_rotation_age: "1d",
    log_rotation_size: "0",
    log_truncate_on_rotation: "on",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] %q%u@%d ",
    log_min_duration_statement: "2s",
    log_lock_waits: "on",
    // Neither values nor the keys and rows of what is refused: they are people's.
    log_parameter_max_length: "0",
    log_parameter_max_length_on_error: "0",
    log_error_verbosity: "terse",
  };
}

function quoted(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
