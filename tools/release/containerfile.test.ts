import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lintContainerfile, parseContainerfile } from "./containerfile.ts";

const source = readFileSync(join(import.meta.dirname, "../../Containerfile"), "utf8");
const textOf = (word: string): string | undefined =>
  parseContainerfile(source).findLast((each) => each.word === word)?.text;

const GOOD = `FROM node:22-alpine
USER node
HEALTHCHECK CMD ["true"]
CMD ["node"]`;

describe("the image", () => {
  it("is made as linters ask", () => {
    expect(lintContainerfile(source)).toEqual([]);
  });

  it("is node 22 on Alpine, run by nobody of importance, and asked whether it lives", () => {
    expect(textOf("FROM")).toBe("node:22-alpine");
    expect(textOf("USER")).toBe("node");
    expect(textOf("HEALTHCHECK")).toContain("http://127.0.0.1:3000/healthz");
    expect(textOf("ENV")).toContain("PORT=3000");
    expect(textOf("EXPOSE")).toBe("3000");
    expect(textOf("STOPSIGNAL")).toBe("SIGTERM");
  });

  it("says what it is made of", () => {
    for (const label of ["title", "licenses", "version", "revision"])
      expect(textOf("LABEL")).toContain(`org.opencontainers.image.${label}=`);
  });

  it("runs the program that a release holds", () => {
    const command = JSON.parse(textOf("CMD") ?? "") as string[];
    expect(command.at(0)).toBe("node");
    expect(command.at(-1)).toBe("apps/server/dist/main.js");
  });
});

describe("a Containerfile is complained of when", () => {
  it.each([
    ["FROM node", "1: the base has no tag, or the newest", GOOD.replace("node:22-alpine", "node")],
    ["FROM …:latest", "1: the base has no tag, or the newest", GOOD.replace("22-alpine", "latest")],
    [
      "FROM host/…",
      "1: the base names a registry's host",
      GOOD.replace("node:", "a.example/node:"),
    ],
    ["USER root", "2: it runs as root", GOOD.replace("USER node", "USER root")],
    ["no USER", "it says nobody to run as", GOOD.replace("USER node\n", "")],
    ["no HEALTHCHECK", "it is never looked after", GOOD.replace(/HEALTHCHECK.*\n/, "")],
    [
      "CMD node",
      "4: a command goes through a shell, which passes no signals on",
      GOOD.replace('["node"]', "node main.js"),
    ],
    ["ADD", "5: ADD brings things from elsewhere or unpacks", `${GOOD}\nADD a.tar.gz /`],
    ["WORKDIR app", "5: the work folder is relative", `${GOOD}\nWORKDIR app`],
    ["RUN cd", "5: cd does not last", `${GOOD}\nRUN cd /app && \\\n  ls`],
    ["RUN sudo", "5: sudo has no place in it", `${GOOD}\nRUN sudo ls`],
    ["RUN apk add", "5: something is fetched while it is built", `${GOOD}\nRUN apk add curl`],
    ["ENV SECRET_KEY", "5: a secret is kept in a layer", `${GOOD}\nENV SECRET_KEY=x`],
    ["two CMD", "5: there is more than one command", `${GOOD}\nCMD ["sh"]`],
  ])("it has %s", (_name, complaint, text) => {
    expect(lintContainerfile(GOOD)).toEqual([]);
    expect(lintContainerfile(text)).toEqual([complaint]);
  });
});
