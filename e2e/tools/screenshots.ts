/**
 * Pictures of every page, at both sizes and in both schemes, of a demo campus whose tables are being
 * played: `node --import tsx e2e/tools/screenshots.ts OUT`. With `--readme`, the README's picture instead.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  API,
  listOf,
  matchSchema,
  screenKeySchema,
  tableSchema,
  venueQueueSchema,
} from "@babyfoot/contract";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../src/browser/chromium.ts";
import { SIZES, type Size } from "../src/browser/sizes.ts";
import { book, fillAgenda, openAllWeek, thisQuarter } from "../src/product/booking.ts";
import { addTable, letOffersStand } from "../src/product/campus.ts";
import { bringHistory } from "../src/product/history.ts";
import { type HttpClient, signIn, signUp } from "../src/product/http-client.ts";
import { letLapse } from "../src/product/passing-time.ts";
import { type Product, startProduct } from "../src/product/server-process.ts";

import { type Shot, type Shown, shotList, WHO, type Who } from "./shots.ts";

const ROOT = new URL("../../", import.meta.url);
const SPEED = 4;
const LIVE_TABLES = 4;
const GOALS = 5;
const SILENT_TO_THE_END = "teslow";
/** Two rows of tables. */
const README_HEIGHT = 985;

interface Look {
  size: Size;
  colorScheme: "light" | "dark";
}

const tables = listOf(tableSchema);
const matches = listOf(matchSchema);

async function main([out = "", ...options]: string[]): Promise<void> {
  const readme = out === "--readme" || options.includes("--readme");
  if (out === "") throw new Error("say where the pictures go, or --readme");
  const product = await startProduct({ DEMO: "on" });
  const browser = await launchChromium();
  const playing = new AbortController();
  try {
    const admin = await signIn(product.url, product.admin);
    const boards = product.boards.filter(({ kind }) => kind !== SILENT_TO_THE_END);
    const few = { ...product, boards: boards.slice(0, LIVE_TABLES) };
    const played = play(readme ? few : product, playing.signal);
    const shown = await liveliness(admin);
    if (readme) await takeReadmePicture(browser, product);
    else {
      await emptyLineOfAny(admin);
      // A table at which nobody plays stays free while its pictures are taken.
      const free = (await addTable(admin, "T09")).id;
      await fillAgenda(product.url, admin);
      await leaveUnclaimed(product, admin);
      const screen = await screenPath(admin, free);
      const offered = await fillLine(product.url, admin, shown.live.tableId);
      const history = await bringHistory(product.url, admin);
      const shots = shotList({ ...shown, ...history, free, screen });
      const people = { visitor: null, admin, offered };
      await takeAll(browser, { product, people, shots, folder: path.resolve(out) });
    }
    playing.abort();
    await played;
  } finally {
    await browser.close();
    await product.remove();
  }
}

/** For pictures: some wait for a table, the administrator behind them, and somebody is offered another one. */
async function fillLine(url: string, admin: HttpClient, tableId: string): Promise<HttpClient> {
  await openAllWeek(admin);
  await letOffersStand(admin);
  const join = (player: HttpClient, wish: string) =>
    player.call("POST", `${API}/queue`, { tableId: wish });
  const people: HttpClient[] = [];
  for (const [index, name] of ["Joséphine", "Karim", "Lou-Anne", "Marius"].entries()) {
    const email = `file-${index}@babyfoot.example`;
    people.push(await signUp(url, { email, password: "la balle au centre", name }));
  }
  const [offered, ...line] = people;
  if (offered === undefined) throw new Error("nobody waits");
  for (const player of [...line, admin]) await join(player, tableId);
  const { id } = await addTable(admin, "T10");
  await join(offered, id);
  return offered;
}

/** For pictures: somebody has booked and not come. */
async function leaveUnclaimed(product: Product, admin: HttpClient): Promise<void> {
  const absent = { email: "absente@babyfoot.example", password: "la balle au centre" };
  const player = await signUp(product.url, { ...absent, name: "Solène" });
  const { id: tableId } = await addTable(admin, "T11");
  await openAllWeek(admin);
  const wish = { tableId, startsAt: thisQuarter(), durationMinutes: 15 };
  await letLapse(product, (await book(player, wish)).id);
}

/** Where the screen of a table is opened that shows a code to scan. */
async function screenPath(admin: HttpClient, tableId: string): Promise<string> {
  const key = screenKeySchema.parse(
    await admin.call("POST", `${API}/tables/${tableId}/screen-key`, {}),
  );
  const { pathname, hash } = new URL(key.url);
  return pathname + hash;
}

/** Demo players wait too, and would be offered what is to be free first. */
async function emptyLineOfAny(admin: HttpClient): Promise<void> {
  const venueId = tables.parse(await admin.call("GET", `${API}/tables`)).items[0]?.venueId ?? "";
  const { items } = venueQueueSchema.parse(
    await admin.call("GET", `${API}/venues/${venueId}/queue`),
  );
  for (const { id, tableId } of items)
    if (tableId === null) await admin.call("DELETE", `${API}/queue/${id}`);
}

/** Plays the demo's tables as their boards would, faster than people. */
async function play({ boards, url }: Product, signal: AbortSignal): Promise<void> {
  const simulator = new URL("apps/simulator/dist/main.js", ROOT);
  const { playBoards } = await import(pathToFileURL(fileURLToPath(simulator)).href);
  await playBoards(boards, { serverUrl: url, speed: SPEED, signal });
}

/** Waits until there is something to see. */
async function liveliness(admin: HttpClient): Promise<Pick<Shown, "live" | "finished">> {
  for (;;) {
    const { items } = tables.parse(await admin.call("GET", `${API}/tables`));
    const live = items
      .flatMap(({ currentMatch }) => currentMatch ?? [])
      .filter((match) => goalsOf(match) >= GOALS)
      .sort((one, other) => goalsOf(other) - goalsOf(one));
    const [fullest] = live;
    if (fullest && live.length >= LIVE_TABLES) {
      const done = await admin.call("GET", `${API}/matches?status=finished&limit=1`);
      const finished = matches.parse(done).items[0]?.id ?? "";
      return { live: fullest, finished };
    }
    await sleep(500);
  }
}

const goalsOf = ({ scoreRed, scoreBlue }: { scoreRed: number; scoreBlue: number }): number =>
  scoreRed + scoreBlue;

interface Album {
  product: Product;
  people: Record<Who, HttpClient | null>;
  shots: Shot[];
  folder: string;
}

async function takeAll(browser: Browser, { product, people, shots, folder }: Album): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const size of ["phone", "laptop"] as const)
    for (const colorScheme of ["light", "dark"] as const)
      for (const who of WHO) {
        const page = await openPage(browser, product.url, { size, colorScheme });
        const cookies = people[who]?.cookies ?? [];
        await page.context().addCookies(cookies.map((one) => ({ ...one, url: product.url })));
        for (const shot of shots.filter((one) => one.who === who)) {
          await page.goto(shot.path);
          await takeWhenReady(
            page,
            shot,
            path.join(folder, `${shot.name}-${size}-${colorScheme}.png`),
          );
        }
        await page.context().close();
      }
}

async function takeWhenReady(page: Page, { press, path: to }: Shot, file: string): Promise<void> {
  await readiness(page);
  if (isWithCode(to)) await page.getByRole("img").first().waitFor();
  if (press !== undefined) {
    await page.getByRole("button", { name: press }).first().click();
    await page.getByRole("dialog").waitFor();
    await readiness(page);
  }
  const whole = press === undefined && !to.startsWith("/screen");
  await page.screenshot({ path: file, fullPage: whole });
}

/** A screen with its key shows a code to scan. */
const isWithCode = (to: string): boolean => to.startsWith("/screen") && to.includes("#");

/** Everything is read, fonts included, and nothing moves. */
async function readiness(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.getByText("Chargement…").first().waitFor({ state: "detached" });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });
}

/** The home page on a laptop, small enough for a repository. */
async function takeReadmePicture(browser: Browser, product: Product): Promise<void> {
  const page = await openPage(browser, product.url, { size: "laptop", colorScheme: "light" });
  await page.setViewportSize({ ...SIZES.laptop, height: README_HEIGHT });
  await page.goto("/");
  await readiness(page);
  const folder = fileURLToPath(new URL("docs/", ROOT));
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, "home.png") });
}

async function openPage(browser: Browser, url: string, { size, colorScheme }: Look): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: SIZES[size],
    colorScheme,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    reducedMotion: "reduce",
  });
  return context.newPage();
}

await main(process.argv.slice(2));
