import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Account, imageOf } from "./account.ts";
import { type Answer, answerAws } from "./aws.ts";
import { answerTerraform } from "./terraform.ts";

const DEPLOY = join(import.meta.dirname, "../../../infra/deploy.sh");

/** A program that hands its arguments to the test, and ends as it is told: code, then what to say. */
const shim = (address: string): string => `#!/bin/bash
answer=$(printf '%s\\0' "$@" | curl --silent --header "owner-password: \${TF_VAR_owner_password:-}" --data-binary @- "${address}/\${0##*/}"; echo .)
answer=\${answer%.}
code=\${answer%%$'\\n'*}
said=\${answer#*$'\\n'}
[ "$code" = 0 ] || [ "$code" = 2 ] || { printf '%s' "$said" >&2; exit "$code"; }
printf '%s' "$said"
exit "$code"
`;

export interface StandIn {
  account: Account;
  /** Runs `infra/deploy.sh` with these arguments to its end. */
  deploy(...args: string[]): Promise<{ code: number | null; said: string }>;
  /** Ends the deployment that runs, as a machine that is gone. */
  cutOff(): void;
}

/** An account behind `aws` and `terraform` on the path, and the campus's address. */
export async function startStandIn(): Promise<StandIn> {
  const account = new Account();
  const folder = mkdtempSync(join(tmpdir(), "babyfoot-deploy-"));
  const server = createServer((request, response) => {
    textOf(request)
      .then((body) => {
        const { code, out } = answer(account, request.url ?? "/", body, address());
        if (account.calls.at(-1)?.match(/^terraform -chdir=aws (plan|apply)/))
          account.ownerPasswords.push(String(request.headers["owner-password"]));
        const isVisitor = request.method === "GET";
        response.statusCode = isVisitor ? code : 200;
        response.end(isVisitor ? out : `${code}\n${out}`);
      })
      .catch((error: Error) => response.end(`70\n${error.message}`));
  });
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  for (const name of ["aws", "terraform"]) {
    writeFileSync(join(folder, name), shim(address()));
    chmodSync(join(folder, name), 0o755);
  }
  let running: number | undefined;
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const deploy = async (...args: string[]) => {
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, DEPLOY_PAUSE_S: "0" };
    const child = spawn("bash", [DEPLOY, ...args], {
      env: { ...env, TMPDIR: folder },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    running = child.pid;
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (piece: Buffer) => {
        said += piece.toString();
      });
    const [code] = (await once(child, "close")) as [number | null];
    return { code, said };
  };
  const cutOff = () => void (running !== undefined && process.kill(-running, "SIGKILL"));
  return { account, deploy, cutOff };
}

function answer(account: Account, path: string, body: string, address: string): Answer {
  const args = body.split("\0").slice(0, -1);
  if (path === "/aws" || path === "/terraform") {
    const call = `${path.slice(1)} ${args
      .slice(0, 2)
      .join(" ")
      .replace(/[^\s=]*\/infra\//, "")}`;
    account.calls.push(call);
    account.onCall(call);
  }
  if (path === "/aws") return answerAws(account, args);
  if (path === "/terraform") return answerTerraform(account, args, address);
  return answerVisitor(account, path);
}

function answerVisitor(account: Account, path: string): Answer {
  const back = account.served(account.isSingleHost ? "host" : "back");
  const front = account.served(account.isSingleHost ? "host" : "front");
  if (back === undefined || front === undefined || account.silent.has(back))
    return { code: 503, out: "" };
  const commit = [...account.published].find((each) => imageOf(each) === back);
  if (path === "/api/v1/version")
    return { code: 200, out: JSON.stringify({ version: "0.1.0", commit }) };
  if (path === "/") return { code: 200, out: '<script src="/assets/index-1.js"></script>' };
  return { code: ["/readyz", "/assets/index-1.js"].includes(path) ? 200 : 404, out: "" };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
