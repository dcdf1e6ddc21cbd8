import { parse } from "yaml";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, unknown>;
}
interface Job {
  permissions?: unknown;
  environment?: unknown;
  "timeout-minutes"?: number;
  steps?: Step[];
}
interface Workflow {
  on?: unknown;
  permissions?: Record<string, string> | string;
  jobs?: Record<string, Job>;
}

/** What may be written to, and by which workflow alone. */
const WRITERS: Record<string, string[]> = {
  "id-token": ["release", "plan", "drift", "deploy"],
  contents: ["release"],
  issues: ["drift"],
};

/** What is wrong with a workflow's safety: what nobody notices until somebody uses it. */
export function complaintsOf(name: string, source: string): string[] {
  const workflow = parse(source) as Workflow;
  const jobs = Object.values(workflow.jobs ?? {});
  const steps = jobs.flatMap((job) => job.steps ?? []);
  return [
    ...triggerComplaints(workflow, source),
    ...permissionComplaints(name, workflow, jobs),
    ...jobs
      .filter((job) => job["timeout-minutes"] === undefined)
      .map(() => "a job may run for hours"),
    ...jobs.filter(assumesToChange).map(() => "a job that changes something needs no approval"),
    ...steps.flatMap(stepComplaints),
    ...(/\bAKIA[0-9A-Z]{16}\b|aws-(access-key-id|secret-access-key)|secrets\.AWS_/i.test(source)
      ? ["a key that lives long"]
      : []),
  ];
}

function triggerComplaints(workflow: Workflow, source: string): string[] {
  const on = JSON.stringify(workflow.on ?? {});
  return [
    ...(on.includes("pull_request_target") || on.includes("workflow_run")
      ? ["what strangers send would run with our rights"]
      : []),
    ...(source.includes("self-hosted") ? ["a runner of our own keeps what others leave"] : []),
  ];
}

function permissionComplaints(name: string, { permissions }: Workflow, jobs: Job[]): string[] {
  if (JSON.stringify(permissions) !== '{"contents":"read"}')
    return ["it does not begin with the right to read alone"];
  return jobs.flatMap((job) => {
    if (job.permissions === undefined) return [];
    if (typeof job.permissions !== "object") return ["a job has every right"];
    return Object.entries(job.permissions as Record<string, string>)
      .filter(([what, may]) => may !== "read" && !WRITERS[what]?.includes(name))
      .map(([what]) => `a job may write to ${what}`);
  });
}

const READING_ROLE = "vars.AWS_PLAN_ROLE";

function assumesToChange(job: Job): boolean {
  const roles = (job.steps ?? []).map((step) => String(step.with?.["role-to-assume"] ?? ""));
  const changes = roles.some((role) => role !== "" && !role.includes(READING_ROLE));
  return changes && job.environment === undefined;
}

function stepComplaints({ uses, run, with: options }: Step): string[] {
  return [
    ...(uses !== undefined && !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses)
      ? [`${uses} is not pinned to a commit`]
      : []),
    ...(uses?.startsWith("actions/checkout@") && options?.["persist-credentials"] !== false
      ? ["the checkout leaves its token on disk"]
      : []),
    ...(run?.includes("${{") ? ["a script has text of others pasted into it"] : []),
  ];
}
