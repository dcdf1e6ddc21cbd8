import { DISK_FULL } from "./complaint.ts";

export type StartErrorCode =
  | "already_running"
  | "cannot_start"
  | "disk_full"
  | "no_account"
  | "not_writable"
  | "unsupported_platform"
  | "wrong_version";

/** The database cannot start; `message` is one sentence for the person who operates it. */
export class StartError extends Error {
  override name = "StartError";
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const NOT_WRITABLE =
  /Permission denied|Read-only file system|Not a directory|\b(EACCES|EPERM|EROFS|ENOTDIR|EEXIST)\b/;

/** Turns whatever went wrong around `dataDir` into a StartError with one sentence. */
export function toStartError(cause: unknown, dataDir: string): StartError {
  if (cause instanceof StartError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  if (DISK_FULL.test(said)) {
    const message = `The disk that holds ${dataDir} is full: free some space, then start again.`;
    return new StartError("disk_full", message, { cause });
  }
  if (NOT_WRITABLE.test(said)) {
    const message = `The data folder ${dataDir} is not writable: make it so or set another DATA_DIR (${said}).`;
    return new StartError("not_writable", message, { cause });
  }
  return new StartError("cannot_start", `PostgreSQL could not start in ${dataDir}: ${said}.`, {
    cause,
  });
}
