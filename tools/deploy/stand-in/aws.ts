import { copyFileSync, writeFileSync } from "node:fs";
import { search } from "@jmespath-community/jmespath";
import { type Account, imageOf, REPOSITORY } from "./account.ts";

export interface Answer {
  code: number;
  out: string;
}

type Options = Record<string, string[]>;
type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

class Refusal extends Error {}

/** What `aws` answers, its options and its `--query` taken as the real one takes them. */
export function answerAws(account: Account, args: string[]): Answer {
  const [service = "", operation = ""] = args;
  const call = `${service} ${operation}`;
  const options = optionsOf(args.slice(2));
  try {
    const operate = OPERATIONS[call];
    if (operate === undefined) throw new Error(`aws ${call} has no stand-in`);
    return { code: 0, out: shown(operate(account, options), options) };
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

function one(options: Options, name: string): string {
  const value = options[name]?.[0];
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
}

/** `--output text` as the command line tool writes it: rows by line, columns by tab, null as None. */
function shown(answer: JsonValue, options: Options): string {
  const query = options.query?.[0];
  const found = query === undefined ? answer : (search(answer, query) as JsonValue);
  if (options.output?.[0] !== "text") return JSON.stringify(found);
  if (!Array.isArray(found)) return cell(found);
  const rows = found.every((row) => Array.isArray(row)) ? (found as JsonValue[][]) : [found];
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}

const cell = (value: JsonValue): string =>
  value === null ? "None" : typeof value === "object" ? JSON.stringify(value) : String(value);

const time = (seconds: number): string => new Date(seconds * 1_000).toISOString();

const OPERATIONS: Record<string, (account: Account, options: Options) => JsonValue> = {
  "sts get-caller-identity": () => ({ Account: "000000000000" }),
  "s3api head-bucket": ({ hasStateBucket }) => {
    if (!hasStateBucket) throw new Refusal("Not Found");
    return {};
  },
  "s3 cp": (account, options) => {
    // The flag that stands before them has taken the two names.
    const [from = "", to = ""] = options["only-show-errors"] ?? [];
    if (to.startsWith("s3://")) account.keptBootstrapState = from;
    else if (account.keptBootstrapState === undefined) throw new Refusal("no such key");
    else if (to !== account.keptBootstrapState) writeFileSync(to, "{}");
    else copyFileSync(account.keptBootstrapState, to);
    return "";
  },
  "ecr describe-images": ({ published }, options) => {
    if (one(options, "repository-name") !== "babyfoot") throw new Refusal("no such repository");
    const [kind, wanted] = one(options, "image-ids").split("=");
    const commit = [...published].find((each) =>
      kind === "imageTag" ? each === wanted : imageOf(each).endsWith(`@${wanted}`),
    );
    if (commit === undefined) throw new Refusal("ImageNotFoundException");
    const imageDigest = imageOf(commit).slice(REPOSITORY.length + 1);
    return { imageDetails: [{ imageDigest, imageTags: [commit] }] };
  },
  "ssm get-parameter": (account, options) => {
    const [name, label] = one(options, "name").split(":");
    const found = name === "/babyfoot/campus/release" ? account.release(label) : undefined;
    if (found === undefined) throw new Refusal("ParameterNotFound");
    const { value, version, modified } = found;
    return { Parameter: { Value: value, Version: version, LastModifiedDate: time(modified) } };
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
    if (!asked.every((id) => known.includes(id))) throw new Refusal("InvalidInstanceId");
    return {
      InstanceInformationList: asked.map((id, at) => ({
        InstanceId: id,
        PingStatus: at === 0 ? "ConnectionLost" : "Online",
      })),
    };
  },
  "ssm send-command": (account, options) => {
    const image = one(options, "parameters").replace("Image=", "");
    if (one(options, "document-name") !== "babyfoot-campus-migrate") throw new Refusal("no document");
    if (!account.unmigratable.has(image)) account.migrated.push(image);
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
  "autoscaling describe-auto-scaling-groups": (account, options) => {
    const name = one(options, "auto-scaling-group-names");
    const { hosts } = account.fleet(name);
    account.letHostsBegin(name);
    return {
      AutoScalingGroups: [
        {
          DesiredCapacity: hosts.length,
          Instances: hosts.map(({ id, state }) => ({ InstanceId: id, LifecycleState: state })),
        },
      ],
    };
  },
  "autoscaling start-instance-refresh": (account, options) => {
    const name = one(options, "auto-scaling-group-name");
    if (account.fleet(name).refreshes[0]?.status === "InProgress")
      throw new Refusal("InstanceRefreshInProgress");
    JSON.parse(one(options, "preferences"));
    return { InstanceRefreshId: account.startRefresh(name, one(options, "preferences")).id };
  },
  "autoscaling describe-instance-refreshes": (account, options) => {
    const name = one(options, "auto-scaling-group-name");
    account.progress(name);
    return {
      InstanceRefreshes: account.fleet(name).refreshes.map((refresh) => ({
        InstanceRefreshId: refresh.id,
        Status: refresh.status,
        StatusReason: refresh.reason,
        StartTime: time(refresh.begun),
      })),
    };
  },
};
