import type { Policy } from "./policy.ts";
import { DATABASE_POLICIES } from "./rules/database.ts";
import { HOST_POLICIES } from "./rules/hosts.ts";
import { IDENTITY_POLICIES } from "./rules/identity.ts";
import { BALANCER_POLICIES } from "./rules/load-balancer.ts";
import { NETWORK_POLICIES } from "./rules/network.ts";
import { STORAGE_POLICIES } from "./rules/storage.ts";
import { WATCH_POLICIES } from "./rules/watch.ts";

/** The policies by what they guard; a policy's number is its place here, from 1. */
export const POLICY_FAMILIES: readonly [family: string, policies: readonly Policy[]][] = [
  ["Database", DATABASE_POLICIES],
  ["Network", NETWORK_POLICIES],
  ["Load balancer and certificates", BALANCER_POLICIES],
  ["Hosts and fleets", HOST_POLICIES],
  ["Buckets", STORAGE_POLICIES],
  ["Roles, keys and secrets", IDENTITY_POLICIES],
  ["Logs, alarms and pages", WATCH_POLICIES],
];

export const POLICIES: readonly Policy[] = POLICY_FAMILIES.flatMap(([, policies]) => policies);
