import type { AppliedState, Resource } from "../policies/applied-state.ts";
import { amount, isOn, text, texts } from "../policies/attributes.ts";

interface Node {
  readonly id: string;
  readonly label: string;
  readonly shape: "box" | "store" | "round";
}
interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** What an environment consists of and who speaks to whom, as a Mermaid flowchart of its applied state. */
export function pictureOf(state: AppliedState): string {
  const nodes = [
    ...edgeNodes(state),
    ...hostNodes(state),
    ...dataNodes(state),
    ...copyNodes(state),
  ];
  const known = new Set(nodes.map(({ id }) => id));
  const edges = [
    ...entrances(state),
    ...allowed(state),
    ...waysOut(state),
    ...writes(state),
  ].filter(({ from, to }) => known.has(from) && known.has(to));
  const unique = [...new Set(edges.map(drawEdge))];
  return ["flowchart LR", ...nodes.map(drawNode), ...unique].join("\n");
}

const SHAPES = { box: ["[", "]"], store: ["[(", ")]"], round: ["([", "])"] } as const;

const drawNode = ({ id, label, shape }: Node): string =>
  `  ${id}${SHAPES[shape][0]}"${label}"${SHAPES[shape][1]}`;
const drawEdge = ({ from, to, label }: Edge): string =>
  label === "" ? `  ${from} --> ${to}` : `  ${from} -->|"${label}"| ${to}`;

const node = (id: string, shape: Node["shape"], ...lines: string[]): Node => ({
  id,
  shape,
  label: lines.filter((line) => line !== "").join("<br/>"),
});

function edgeNodes(state: AppliedState): Node[] {
  const [cdn] = state.all("aws_cloudfront_distribution");
  const [balancer] = state.all("aws_lb");
  return [
    node("people", "round", "browsers, tables' sensors"),
    ...(cdn ? [node("cdn", "box", "CloudFront + WAF", ...texts(cdn.values, "aliases"))] : []),
    ...(balancer ? [node("alb", "box", "load balancer + WAF", zonesOf(balancer))] : []),
  ];
}

const zonesOf = ({ values }: Resource): string => `in ${texts(values, "subnets").length} zones`;

function hostNodes(state: AppliedState): Node[] {
  const fleets = state.all("aws_autoscaling_group").map(({ values }) => {
    const name = text(values, "name") ?? "";
    const kind = kindOf(name);
    const least = amount(values, "min_size");
    const most = amount(values, "max_size");
    return node(kind, "box", `${kind} hosts`, `${least} to ${most} × ${typeOf(state, name)}`);
  });
  const single = state
    .all("aws_instance")
    .map(({ values }) =>
      node("host", "box", "the host, with Caddy", typeOf(state, nameTag(values))),
    );
  const gateways = state.all("aws_nat_gateway").length;
  return [...fleets, ...single, ...(gateways > 0 ? [node("nat", "box", `${gateways} NAT`)] : [])];
}

const kindOf = (name: string): string => name.split("-").at(-1) ?? name;
const nameTag = (values: Resource["values"]): string => text(values, "tags.Name") ?? "";

function typeOf(state: AppliedState, name: string): string {
  const template = state
    .all("aws_launch_template")
    .find(({ values }) => text(values, "name") === name);
  return text(template?.values ?? {}, "instance_type") ?? "";
}

function dataNodes(state: AppliedState): Node[] {
  return state.all("aws_db_instance").map(({ values }) => {
    const type = text(values, "instance_class") ?? "";
    if (text(values, "replicate_source_db") !== null)
      return node("replica", "store", "read replica", type);
    const standby = isOn(values, "multi_az") ? "with a standby in another zone" : "one zone";
    return node("postgresql", "store", "PostgreSQL 17", type, standby);
  });
}

const BUCKETS = ["files", "exports", "logs"] as const;

function copyNodes(state: AppliedState): Node[] {
  const names = state.all("aws_s3_bucket").map(({ values }) => text(values, "bucket") ?? "");
  const buckets = BUCKETS.filter((kind) => names.some((name) => name.includes(`-${kind}-`)));
  const [copies] = state.all("aws_db_instance_automated_backups_replication");
  const vaults = state.all("aws_backup_vault").map(({ values }) => {
    const place = kindOf(text(values, "name") ?? "");
    return node(`vault_${place}`, "store", `locked vault (${place})`, text(values, "region") ?? "");
  });
  return [
    node("secrets", "store", "Secrets Manager"),
    ...buckets.map((kind) => node(`bucket_${kind}`, "store", `bucket: ${kind}`)),
    ...(copies
      ? [node("copies", "store", "any point of 5 days", text(copies.values, "region") ?? "")]
      : []),
    ...vaults,
  ];
}

function entrances(state: AppliedState): Edge[] {
  const single = state.all("aws_instance").length > 0;
  const secure = [{ from: "people", to: single ? "host" : "cdn", label: "HTTPS" }];
  return single
    ? secure
    : [
        ...secure,
        { from: "people", to: "alb", label: "HTTPS: sensors" },
        { from: "cdn", to: "alb", label: "HTTPS: pages, interface, live" },
        { from: "cdn", to: "bucket_files", label: "/assets" },
      ];
}

/** From the rules of the security groups: an arrow is there because a rule lets it through. */
function allowed(state: AppliedState): Edge[] {
  const names = new Map(
    state
      .all("aws_security_group")
      .map(({ values }) => [text(values, "id"), kindOf(text(values, "name") ?? "")]),
  );
  return state.all("aws_vpc_security_group_ingress_rule").flatMap(({ values }) => {
    const from = names.get(text(values, "referenced_security_group_id"));
    const to = names.get(text(values, "security_group_id"));
    if (from === undefined || to === undefined) return [];
    const edge = { from, to, label: String(amount(values, "from_port")) };
    return to === "postgresql" ? [edge, { ...edge, to: "replica" }] : [edge];
  });
}

const waysOut = (state: AppliedState): Edge[] =>
  state.all("aws_nat_gateway").length === 0
    ? []
    : ["front", "back"].map((from) => ({ from, to: "nat", label: "443, 80" }));

/** From what roles may do, and from what copies name as their source. */
function writes(state: AppliedState): Edge[] {
  const app = state.all("aws_instance").length > 0 ? "host" : "back";
  return [
    { from: app, to: "secrets", label: "reads" },
    { from: app, to: "bucket_exports", label: "every night" },
    { from: "postgresql", to: "bucket_exports", label: "snapshots as Parquet" },
    { from: "postgresql", to: "replica", label: "follows" },
    { from: "postgresql", to: "copies", label: "backups and log" },
    { from: "postgresql", to: "vault_home", label: "weekly" },
    { from: "vault_home", to: "vault_recovery", label: "copy" },
    { from: "alb", to: "bucket_logs", label: "access log" },
  ];
}
