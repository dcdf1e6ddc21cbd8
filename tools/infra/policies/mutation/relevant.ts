import { RELEVANT_OF_DATA } from "./relevant-data.ts";
import { RELEVANT_OF_THE_NETWORK } from "./relevant-network.ts";
import type { Relevant } from "./weakening.ts";

/** By type, the attributes that security rests on (`[]`: of each in a list) and what is weaker. */
export const RELEVANT: Relevant = { ...RELEVANT_OF_THE_NETWORK, ...RELEVANT_OF_DATA };
