import { describe, expect, it } from "vitest";
import { linkOriginOf } from "./link-origin.ts";

const arriving = (host: string | undefined, localAddress: string, localPort = 3000) => ({
  headers: { host },
  socket: { localAddress, localPort },
});

describe("[R21] the origin of links", () => {
  it("is PUBLIC_URL where it is set", () => {
    const request = arriving("evil.test", "10.0.0.5");
    expect(linkOriginOf(request, "https://babyfoot.campus.test/")).toBe(
      "https://babyfoot.campus.test",
    );
  });

  it.each([
    ["evil.test", "10.0.0.5", "http://10.0.0.5:3000"],
    ["10.0.0.66:3000", "10.0.0.5", "http://10.0.0.5:3000"],
    ["10.0.0.5:6666", "10.0.0.5", "http://10.0.0.5:3000"],
    ["10.0.0.5:3000", "10.0.0.5", "http://10.0.0.5:3000"],
    ["localhost:3000", "10.0.0.5", "http://10.0.0.5:3000"],
    ["localhost:3000", "127.0.0.1", "http://localhost:3000"],
    ["127.0.0.1:3000", "127.0.0.1", "http://127.0.0.1:3000"],
    ["evil.test", "127.0.0.1", "http://localhost:3000"],
    ["127.0.0.1:3000@evil.test", "::ffff:127.0.0.1", "http://localhost:3000"],
    ["[::1]:3000", "::1", "http://[::1]:3000"],
    [undefined, "::ffff:10.0.0.5", "http://10.0.0.5:3000"],
  ])("for Host %s at %s is %s", (host, localAddress, origin) => {
    expect(linkOriginOf(arriving(host, localAddress), undefined)).toBe(origin);
  });
});
