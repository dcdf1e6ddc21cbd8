import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { launchChromium } from "./browser/chromium.ts";
import { type Complaints, gatherComplaints } from "./browser/complaints.ts";
import { SIZES, type Size } from "./browser/sizes.ts";
import { type HttpClient, signIn, signUp } from "./product/http-client.ts";
import { type Product, startProduct } from "./product/server-process.ts";

/** For whatever a page is to show, on a machine that is busy with other tests. */
const PATIENCE_MS = 15_000;

interface Opening extends BrowserContextOptions {
  /** Who is signed in on it. */
  as?: HttpClient;
}

/** A running product, its administrator, and a browser to look at it. */
export interface Stage {
  product: Product;
  admin: HttpClient;
  /** A new French phone, laptop or television, which shows the page at a path. */
  open(size: Size, path: string, opening?: Opening): Promise<Page>;
  newPlayer(name: string): Promise<HttpClient>;
  tolerate: Complaints["tolerate"];
}

/** For all tests of a file; after each of them, no page may have complained. */
export function useStage(): () => Stage {
  let stage: (Stage & { browser: Browser }) | undefined;
  const complaints = gatherComplaints();
  beforeAll(async () => {
    const [product, browser] = await Promise.all([startProduct(), launchChromium()]);
    stage = await setStage(product, browser, complaints);
  });
  afterEach(() => {
    expect(complaints.take()).toEqual([]);
  });
  afterAll(async () => {
    await stage?.browser.close();
    await stage?.product.remove();
  });
  return () => {
    if (stage === undefined) throw new Error("the stage is not set");
    return stage;
  };
}

async function setStage(product: Product, browser: Browser, complaints: Complaints) {
  const { url } = product;
  let players = 0;
  return {
    product,
    browser,
    admin: await signIn(url, product.admin),
    tolerate: complaints.tolerate,
    async open(size: Size, path: string, { as, ...options }: Opening = {}) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: SIZES[size],
        hasTouch: size === "phone",
        locale: "fr-FR",
        timezoneId: "Europe/Paris",
        reducedMotion: "reduce",
        ...options,
      });
      complaints.watch(context);
      if (as) await context.addCookies(as.cookies.map((cookie) => ({ ...cookie, url })));
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    },
    newPlayer(name: string) {
      players += 1;
      const email = `joueuse-${players}@babyfoot.example`;
      return signUp(url, { email, password: "la balle au centre", name });
    },
  };
}
