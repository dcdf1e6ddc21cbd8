import { writeFileSync } from "node:fs";
import type { Account } from "./account.ts";
import type { Answer } from "./aws.ts";

/** What `terraform` answers: the plan's exit codes, and the outputs that the root module promises. */
export function answerTerraform(account: Account, args: string[], url: string): Answer {
  const [folder = "", command = "", ...rest] = args;
  if (folder.endsWith("/aws/bootstrap")) return answerBootstrap(account, command, rest);
  if (command === "plan") return planned(account, rest);
  if (command === "apply") {
    account.apply();
    return { code: 0, out: "Apply complete!\n" };
  }
  if (command === "output") return output(account, url);
  return { code: command === "init" ? 0 : 1, out: "" };
}

function answerBootstrap(account: Account, command: string, rest: string[]): Answer {
  if (command === "apply") {
    const state = rest.find((arg) => arg.startsWith("-state="))?.slice("-state=".length);
    writeFileSync(state ?? "", "{}");
    account.hasStateBucket = true;
  }
  return { code: 0, out: "" };
}

function planned(account: Account, rest: string[]): Answer {
  if (!rest.includes("-detailed-exitcode")) throw new Error("plan without -detailed-exitcode");
  return account.isBehind
    ? { code: 2, out: "Plan: 1 to add, 0 to change, 0 to destroy.\n" }
    : { code: 0, out: "No changes.\n" };
}

function output({ isSingleHost }: Account, url: string): Answer {
  const outputs: Record<string, string | string[] | null> = {
    url,
    back_asg_name: isSingleHost ? null : "back",
    front_asg_name: isSingleHost ? null : "front",
    instance_id: isSingleHost ? "i-host-a" : null,
    files_bucket: isSingleHost ? null : "files",
    release_bucket: "releases",
    migrate_document_name: "babyfoot-campus-migrate",
    release_parameter_name: "/babyfoot/campus/release",
    settings_secret_arn: "arn:settings",
    rollback_alarm_names: ["babyfoot-campus-5xx", "babyfoot-campus-unhealthy"],
  };
  const shown = Object.entries(outputs).map(([name, value]) => [name, { sensitive: false, value }]);
  return { code: 0, out: `${JSON.stringify(Object.fromEntries(shown), null, 2)}\n` };
}
