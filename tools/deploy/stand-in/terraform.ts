import { writeFileSync } from "node:fs";
import { type Account, REPOSITORY } from "./account.ts";
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
  if (command === "output") return output(rest, url);
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
  return account.hasChanges
    ? { code: 2, out: "Plan: 1 to add, 0 to change, 0 to destroy.\n" }
    : { code: 0, out: "No changes.\n" };
}

function output([form, name = ""]: string[], url: string): Answer {
  const outputs: Record<string, string | string[]> = {
    url,
    ecr_repository_url: REPOSITORY,
    back_asg_name: "back",
    front_asg_name: "front",
    migrate_document_name: "babyfoot-campus-migrate",
    release_parameter_name: "/babyfoot/campus/release",
    rollback_alarm_names: ["babyfoot-campus-5xx", "babyfoot-campus-unhealthy"],
  };
  const value = outputs[name];
  if (value === undefined) return { code: 1, out: `No output ${name}` };
  return { code: 0, out: form === "-json" ? JSON.stringify(value, null, 2) : String(value) };
}
