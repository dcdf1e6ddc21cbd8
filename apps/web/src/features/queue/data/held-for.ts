/** `3 min`, or `45 s` where it is no whole minutes. */
export const heldFor = (seconds: number): string =>
  seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
