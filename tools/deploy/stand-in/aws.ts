import { readFileSync, writeFileSync } from "node:fs";
import { search } from "@jmespath-community/jmespath";
import { type Account, imageOf, REPOSITORY } from "./account.ts";
import { packRelease } from "./archive.ts";

export interface Answer {
  code: number;
  out: string;
}

type Options = Record<string, string[]>;
type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

class Refusal extends Error {}

function refuse(reason: string): never {
  throw new Refusal(reason);
}

/** What `aws` answers, its options and its `--query` taken as the real one takes them. */
export function answerAws(account: Account, args: string[]): Answer {
  const [service = "", operation = ""] = args;
  const call = `${service} ${operation}`;
  const options = { ...optionsOf(args.slice(2)), places: args.slice(-2) };
  try {
    const operate = OPERATIONS[call];
    if (operate === undefined) throw new Error(`aws ${call} has no stand-in`);
    const answer = operate(account, options);
    return { code: 0, out: answer === "" ? "" : `${shown(answer, options)}\n` };
  } catch (error) {
    if (error instanceof Refusal) return { code: 254, out: error.message };
    throw error;
  }
}

function optionsOf(args: string[]): Options {
  const options: Options = { "": [] };
  let current = "";
  for (const arg of args) {
    if (arg.startsWith("--")) {
      current = arg.slice(2);
      options[current] = [];
    } else options[current]?.push(arg);
  }
  return options;
}

const first = (options: Options, name: string): string | undefined => options[name]?.[0];

function one(options: Options, name: string): string {
  return first(options, name) ?? refuse(`--${name} is missing`);
}

/** `--output text` as the command line tool writes it: a list by tabs, null as None. */
function shown(answer: JsonValue, options: Options): string {
  const query = first(options, "query");
  const found = query === undefined ? answer : (search(answer, query) as JsonValue);
  if (first(options, "output") !== "text") return JSON.stringify(found);
  if (!Array.isArray(found)) return cell(found);
  return found.map(cell).join("\t");
}

const cell = (value: JsonValue): string =>
  value === null ? "None" : typeof value === "object" ? JSON.stringify(value) : String(value);

const OPERATIONS: Record<string, (account: Account, options: Options) => JsonValue> = {
  "sts get-caller-identity": () => ({ Account: "000000000000" }),
  "s3api head-bucket": ({ hasStateBucket }) => {
    return hasStateBucket ? {} : refuse("Not Found");
  },
  "s3 cp": (account, options) => {
    const [from = "", to = ""] = options.places ?? [];
    if (options.recursive !== undefined) packRelease(account, from, to);
    else if (to.startsWith("s3://")) account.keptBootstrapState = readFileSync(from, "utf8");
    else writeFileSync(to, account.keptBootstrapState ?? refuse("no such key"));
    return "";
  },
  "s3 sync": (account, options) => {
    const [from = "", to = ""] = options.places ?? [];
    if (!from.endsWith("/apps/web/dist/assets")) refuse("not the pages' files");
    account.files.push(to);
    return "";
  },
  "secretsmanager describe-secret": ({ secrets }) => ({
    VersionIdsToStages: secrets === undefined ? null : { "1": ["AWSCURRENT"] },
  }),
  "secretsmanager put-secret-value": (account, options) => {
    account.secrets = readFileSync(one(options, "secret-string").replace("file://", ""), "utf8");
    return {};
  },
  "ecr describe-repositories": ({ hasStateBucket }) =>
    hasStateBucket
      ? { repositories: [{ repositoryUri: REPOSITORY }] }
      : refuse("RepositoryNotFoundException"),
  "ecr describe-images": ({ published }, options) => {
    if (one(options, "repository-name") !== "babyfoot") refuse("no such repository");
    const [kind, wanted] = one(options, "image-ids").split("=");
    const commit = [...published].find((each) =>
      kind === "imageTag" ? each === wanted : imageOf(each).endsWith(`@${wanted}`),
    );
    if (commit === undefined) return refuse("ImageNotFoundException");
    const imageDigest = imageOf(commit).slice(REPOSITORY.length + 1);
    return { imageDetails: [{ imageDigest, imageTags: [commit] }] };
  },
  "ssm get-parameter": (account, options) => {
    const [name, label] = one(options, "name").split(":");
    const found = name === "/babyfoot/campus/release" ? account.release(label) : undefined;
    if (found === undefined) return refuse("ParameterNotFound");
    return { Parameter: { Value: found.value, Version: found.version } };
  },
  "ssm put-parameter": (account, options) => {
    const value = one(options, "value");
    if (!account.migrated.includes(value)) throw new Error(`${value} was set before its migration`);
    return { Version: account.setRelease(value) };
  },
  "ssm label-parameter-version": (account, options) => {
    account.label(Number(one(options, "parameter-version")), one(options, "labels"));
    return {};
  },
  "ssm describe-instance-information": (account, options) => {
    const [, values = ""] = one(options, "filters").split("Values=");
    const known = Object.values(account.fleets).flatMap(({ hosts }) => hosts.map(({ id }) => id));
    const asked = values.split(",");
    if (!asked.every((id) => known.includes(id))) refuse("InvalidInstanceId");
    return {
      InstanceInformationList: asked.map((id, at) => ({
        InstanceId: id,
        PingStatus: at === 0 && asked.length > 1 ? "ConnectionLost" : "Online",
      })),
    };
  },
  "ssm send-command": (account, options) => {
    const parameters = one(options, "parameters");
    const [, image = ""] = /(?:Image=|babyfoot-switch )(.*)$/.exec(parameters) ?? [];
    if (one(options, "document-name") === "AWS-RunShellScript") {
      for (const host of account.fleet("host").hosts) host.image = image;
    } else if (!account.unmigratable.has(image)) account.migrated.push(image);
    return { Command: { CommandId: image } };
  },
  "ssm get-command-invocation": (account, options) => {
    const failed = account.unmigratable.has(one(options, "command-id"));
    return {
      Status: failed ? "Failed" : "Success",
      StandardOutputContent: "0042_more: applying",
      StandardErrorContent: failed ? 'column "score" does not exist' : "",
    };
  },
  "cloudwatch describe-alarms": (account, options) => {
    if (one(options, "state-value") !== "ALARM") refuse("ValidationError");
    const isInAlarm = account.isInAlarm;
    account.takeFirstRelease();
    const [AlarmName = ""] = options["alarm-names"] ?? [];
    return { MetricAlarms: isInAlarm ? [{ AlarmName, StateValue: "ALARM" }] : [] };
  },
  "autoscaling describe-auto-scaling-groups": (account, options) => {
    const { hosts } = account.fleet(one(options, "auto-scaling-group-names"));
    return { AutoScalingGroups: [{ Instances: hosts.map(({ id }) => ({ InstanceId: id })) }] };
  },
  "autoscaling start-instance-refresh": (account, options) => {
    const { AlarmSpecification } = JSON.parse(one(options, "preferences")) as {
      AlarmSpecification: { Alarms: string[] };
    };
    if (AlarmSpecification.Alarms.length === 0) refuse("ValidationError");
    account.startRefresh(one(options, "auto-scaling-group-name"));
    return { InstanceRefreshId: "new" };
  },
  "autoscaling describe-instance-refreshes": (account, options) => {
    const name = one(options, "auto-scaling-group-name");
    account.progress(name);
    return {
      InstanceRefreshes: account.fleet(name).refreshes.map(({ id, status, reason }) => ({
        InstanceRefreshId: id,
        Status: status,
        StatusReason: reason,
      })),
    };
  },
};
