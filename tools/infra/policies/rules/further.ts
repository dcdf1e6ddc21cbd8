import type { Policy } from "../policy.ts";
import { FURTHER_DATA } from "./further-data.ts";
import { FURTHER_NETWORK } from "./further-network.ts";
import { FURTHER_PAGES } from "./further-pages.ts";

/** Rules beyond the numbered ones: with them no attribute can be weakened unseen. */
export const FURTHER_RULES: readonly Policy[] = [
  ...FURTHER_NETWORK,
  ...FURTHER_DATA,
  ...FURTHER_PAGES,
];
