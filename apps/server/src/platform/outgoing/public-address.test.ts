import { describe, expect, it } from "vitest";
import { isCallable } from "./post.ts";
import { isPublicAddress } from "./public-address.ts";

describe("[F41] addresses that are called", () => {
  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "ff02::1",
    "2002:7f00:1::",
    "2001:db8::1",
    "not an address",
  ])("%s is not of the Internet", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450:4007::1", "2606:4700::1111"])(
    "%s is",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    "http://hooks.example/x",
    "ftp://hooks.example/x",
    "https://name:word@hooks.example/x",
    "https://127.0.0.1/x",
    "https://2130706433/x",
    "https://0x7f.1/x",
    "https://[::1]/x",
    "https://[::ffff:7f00:1]/x",
    "https://169.254.169.254/latest/meta-data",
    "not an address",
  ])("%s is refused", (url) => {
    expect(isCallable(url, "internet")).toBe(false);
  });

  it.each(["http://192.168.1.20:8080/alarms", "http://[::1]/x", "https://hooks.example/x"])(
    "[W25] %s is called where whoever operates the installation named it",
    (url) => {
      expect(isCallable(url, "anywhere")).toBe(true);
      expect(isCallable("ftp://hooks.example/x", "anywhere")).toBe(false);
    },
  );

  it("an HTTPS address of the Internet is not", () => {
    expect(isCallable("https://hooks.example/services/x?y=z", "internet")).toBe(true);
  });
});
