import { pathToFileURL } from "node:url";

/**
 * Plays the tables of the demo campus in this process, until the abort. Without the simulator they
 * stay quiet, and the rest works: then it says why.
 * @param {{ simulator: string, boards: import("./server-process.mjs").Board[], serverUrl: string, signal: AbortSignal, warn: (line: string) => void }} needs
 */
export async function playDemoBoards({ simulator, boards, serverUrl, signal, warn }) {
  if (boards.length === 0) return;
  try {
    const { playBoards } = await import(pathToFileURL(simulator).href);
    await playBoards(boards, { serverUrl, signal });
  } catch (error) {
    if (!signal.aborted) warn(`The demo tables are not being played: ${error}`);
  }
}
