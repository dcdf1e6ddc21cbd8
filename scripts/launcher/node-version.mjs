const OLDEST = { major: 20, minor: 19 };

/**
 * What to tell someone whose Node cannot run this; undefined when it can.
 * @param {string} version as in process.versions.node
 * @returns {string | undefined}
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return undefined;
  return `Babyfoot needs Node ${OLDEST.major}.${OLDEST.minor} or newer, and this is Node ${version}: install a newer one from https://nodejs.org.`;
}
