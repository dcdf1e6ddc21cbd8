import { existsSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

const RELEASE = "147.0.2";
const UNPACKED = path.join(tmpdir(), `babyfoot-chromium-${RELEASE}`);

/** A Chromium that needs nothing installed on the machine. */
export async function launchChromium(): Promise<Browser> {
  if (!existsSync(UNPACKED)) await unpack();
  return chromium.launch({
    executablePath: path.join(UNPACKED, "chromium"),
    args: ["--no-sandbox", "--disable-gpu"],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: path.join(UNPACKED, "al2023", "lib"),
      FONTCONFIG_PATH: path.join(UNPACKED, "fonts"),
    },
  });
}

/** Unpacks aside and moves into place, so that two test files at once never run half a browser. */
async function unpack(): Promise<void> {
  const aside = await mkdtemp(`${UNPACKED}-`);
  await withEnvironment({ TMPDIR: aside, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" }, async () => {
    const { default: packed } = await import("@sparticuz/chromium");
    await packed.executablePath();
  });
  await writeFile(path.join(aside, "fonts", "fonts.conf"), FONTS);
  try {
    await rename(aside, UNPACKED);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(UNPACKED)) throw error;
  }
}

const FONTS = `<?xml version="1.0" ?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="cwd">${UNPACKED}/fonts</dir>
  <cachedir>${UNPACKED}/fonts-cache</cachedir>
</fontconfig>
`;

/** The package reads and changes the environment; nobody else is to notice. */
async function withEnvironment(
  changes: Record<string, string>,
  act: () => Promise<void>,
): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, changes);
  try {
    await act();
  } finally {
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
