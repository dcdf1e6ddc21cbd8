import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startStep } from "./progress.mjs";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function outlet(isTTY: boolean) {
  const written: string[] = [];
  return { written, out: { isTTY, write: (text: string) => written.push(text) > 0 } };
}

it("a log file gets a line now and then, without any control characters", () => {
  const { written, out } = outlet(false);
  const step = startStep(out, "Installing packages");
  vi.advanceTimersByTime(21_000);
  step.done("Packages installed");
  expect(written).toEqual([
    "Installing packages …\n",
    "Installing packages … 10 s\n",
    "Installing packages … 20 s\n",
    "Packages installed (21 s)\n",
  ]);
});

it("a terminal gets one line that counts the seconds and gives way to the result", () => {
  const { written, out } = outlet(true);
  const step = startStep(out, "Building");
  vi.advanceTimersByTime(2_000);
  step.done("Built");
  expect(written).toEqual([
    "Building …",
    "\r\x1b[KBuilding … 1 s",
    "\r\x1b[KBuilding … 2 s",
    "\r\x1b[K",
    "Built (2 s)\n",
  ]);
});
