export const DISK_FULL = /No space left on device|Disk quota exceeded|\bENOSPC\b|\bEDQUOT\b/;

const COMPLAINT = /^(?:.* \[\d+\] |\w+: )?(?:FATAL|PANIC|ERROR|error): +(.*)$/;

/**
 * Why a PostgreSQL program failed, from what it wrote: its first complaint, as the later ones are
 * consequences, save that a full disk explains everything. Lines about a client have its name
 * before the level, and do not count.
 */
export function complaintIn(text: string): string | undefined {
  const complaints = text.split("\n").flatMap((line) => COMPLAINT.exec(line)?.[1]?.trim() ?? []);
  return complaints.find((line) => DISK_FULL.test(line)) ?? complaints[0];
}
