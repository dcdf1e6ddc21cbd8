import type { HealthCertificate, HealthProcess, HealthStorage, Spread } from "@babyfoot/contract";
import type { Certificate } from "./certificates.queries.ts";
import { countOf, quantile } from "./percentiles.ts";
import type { KnownProcess } from "./processes.ts";
import type { Seen } from "./seen.ts";

const DAY_MS = 86_400_000;

/** Durations by how many there were and what half, and 99 in 100, stayed under. */
export function presentSpread(counts: readonly number[] | undefined): Spread {
  const known = counts ?? [];
  const milliseconds = (share: number): number | null => {
    const seconds = quantile(known, share);
    return seconds === undefined ? null : seconds * 1_000;
  };
  return { count: countOf(known), p50Ms: milliseconds(0.5), p99Ms: milliseconds(0.99) };
}

export const presentProcess = ({ told, ...known }: KnownProcess): HealthProcess => ({
  ...{ id: known.id, host: known.host, roles: known.roles, version: known.version },
  ...{ commit: known.commit, node: known.node, isLost: known.isLost },
  ...{ startedAt: known.startedAt.toISOString(), seenAt: known.seenAt.toISOString() },
  ...{ cpu: told.cpu, memoryBytes: told.memoryBytes, loopDelayMs: told.loopDelayMs },
  viewers: told.viewers,
});

export function presentStorage(seen: Seen): HealthStorage {
  const { now, facts, disk, fullInDays } = seen;
  return {
    ...{ databaseBytes: facts.databaseBytes, growthBytesPerDay: seen.growthBytesPerDay },
    ...{ diskFreeBytes: disk?.freeBytes ?? null, diskBytes: disk?.bytes ?? null },
    fullAt: fullInDays === null ? null : new Date(now + fullInDays * DAY_MS).toISOString(),
  };
}

export const presentCertificate = ({
  beginsAt: _,
  ...certificate
}: Certificate): HealthCertificate => ({
  ...certificate,
  endsAt: certificate.endsAt?.toISOString() ?? null,
  checkedAt: certificate.checkedAt.toISOString(),
});
