import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { describe, expect, it, onTestFinished } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import { useServer } from "../../../test/server.ts";
import { readSettings } from "../../config.ts";
import { checkCertificates } from "./certificates.ts";
import { watchOnce } from "./watch.jobs.ts";

const server = useServer({ ROLES: "api" });
const DAY = 86_400_000;

/** A site whose certificate ends in so many days; answers its address. */
async function siteFor(days: number, from = new Date(Date.now() - 90 * DAY)): Promise<string> {
  const pems = await generate([{ name: "commonName", value: "foot.campus.test" }], {
    notBeforeDate: from,
    notAfterDate: new Date(Date.now() + days * DAY),
  });
  const site = createServer({ key: pems.private, cert: pems.cert });
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  onTestFinished(() => {
    site.close();
  });
  return `https://localhost:${(site.address() as AddressInfo).port}`;
}

const look = async (url: string) => {
  const settings = readSettings({ PUBLIC_URL: url, DATABASE_URL: server().databaseUrl });
  await checkCertificates({ settings, database: server().database });
  await watchOnce({ settings, database: server().database });
  const admin = await asAdmin(server());
  const { certificates, alerts } = (await admin.get("/api/v1/health?locale=en")).body;
  const alert = alerts.find(({ rule }: { rule: string }) => rule === "certificate");
  return { certificates, alert };
};

describe("certificates", () => {
  it("[W43] are looked at where people are shown them, and an end that is near is an alarm", async () => {
    const { certificates, alert } = await look(await siteFor(13));
    expect(certificates).toMatchObject([{ of: "public_url", subject: "foot.campus.test" }]);
    expect(Date.parse(certificates[0].endsAt) - Date.now()).toBeGreaterThan(12.9 * DAY);
    expect(alert).toMatchObject({ state: "firing", title: "A certificate nears its end" });
    const renewed = await look(await siteFor(90));
    expect(renewed.alert.state).toBe("well");
  });

  it("[W43] that hold for half a day are renewed hours before their end, and no alarm until then", async () => {
    const held = (hours: number) =>
      siteFor((12 - hours) / 24, new Date(Date.now() - (hours / 24) * DAY));
    expect((await look(await held(9))).alert.state).toBe("well");
    expect((await look(await held(10.5))).alert.state).toBe("firing");
  });

  it("[W43] that cannot be seen are said so, and what is unknown changes nothing", async () => {
    await look(await siteFor(13));
    const { certificates, alert } = await look("https://localhost:9");
    expect(certificates).toMatchObject([{ endsAt: null, error: "ECONNREFUSED" }]);
    expect(alert.state).toBe("firing");
  });

  it("[W43] are none where nothing is served over TLS", async () => {
    const { certificates } = await look("http://localhost:3000");
    expect(certificates).toEqual([]);
  });
});
