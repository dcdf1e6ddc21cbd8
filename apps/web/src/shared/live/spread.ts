const SHORTEST_PAUSE_MS = 150;
const FURTHER_PAUSE_MS = 700;

/** A pause in milliseconds that differs from reader to reader: what all have heard of is not read by all at once. */
export const spread = (): number => SHORTEST_PAUSE_MS + FURTHER_PAUSE_MS * Math.random();
