import type { AppliedState, Resource, Values } from "../policies/applied-state.ts";
import { amount, blocks, isOn, text } from "../policies/attributes.ts";
import { averageHosts, databaseShare } from "./hosts.ts";
import { DATABASE_HOUR, HOURS, INSTANCE_HOUR, PRICE, type Use } from "./prices.ts";

/** A line of the bill: what, how it is computed, and US dollars a month. */
export interface Line {
  readonly item: string;
  readonly formula: string;
  readonly usd: number;
}

/** What a size costs a month, by what was applied and what use is assumed. */
export function costs(state: AppliedState, use: Use): Line[] {
  return [
    hosts(state),
    database(state),
    balancer(state, use),
    nat(state, use),
    addresses(state),
    firewalls(state),
    watching(state, use),
    keysAndNames(state),
    storage(state, use),
  ];
}

function priceOf(prices: Readonly<Record<string, number>>, what: string | null): number {
  const price = prices[what ?? ""];
  if (price === undefined) throw new Error(`No price is known for ${what}.`);
  return price;
}

const line = (item: string, formula: string, usd: number): Line => ({ item, formula, usd });
const count = (state: AppliedState, type: string): number => state.all(type).length;

function hosts(state: AppliedState): Line {
  const template = state.all("aws_launch_template")[0]?.values ?? {};
  const type = text(template, "instance_type");
  const hour = priceOf(INSTANCE_HOUR, type);
  const average = averageHosts(state);
  const disk = amount(template, "block_device_mappings.ebs.volume_size") ?? 0;
  return line(
    "EC2",
    `${average.toFixed(1)} × ${type} on average × (${HOURS} h × ${hour} + ${disk} GB × ${PRICE.diskGb})`,
    average * (HOURS * hour + disk * PRICE.diskGb),
  );
}

function database(state: AppliedState): Line {
  const instances = state.all("aws_db_instance");
  const primary = instances.find(({ values }) => amount(values, "allocated_storage") !== null);
  const type = text(primary?.values ?? {}, "instance_class");
  const gb = amount(primary?.values ?? {}, "allocated_storage") ?? 0;
  const copies = instances.reduce((sum, { values }) => sum + (isOn(values, "multi_az") ? 2 : 1), 0);
  const hours = Math.round(HOURS * databaseShare(state));
  const hour = priceOf(DATABASE_HOUR, type);
  return line(
    "RDS",
    `${copies} × ${type} × (${hours} h × ${hour} + ${gb} GB × ${PRICE.databaseGb})`,
    copies * (hours * hour + gb * PRICE.databaseGb),
  );
}

function balancer(state: AppliedState, { balancerUnits }: Use): Line {
  const balancers = count(state, "aws_lb");
  return line(
    "Load balancer",
    balancers === 0
      ? "none: Caddy on the host"
      : `${HOURS} h × (${PRICE.balancerHour} + ${balancerUnits} units × ${PRICE.balancerUnitHour})`,
    balancers * HOURS * (PRICE.balancerHour + balancerUnits * PRICE.balancerUnitHour),
  );
}

function nat(state: AppliedState, { outGb }: Use): Line {
  const gateways = count(state, "aws_nat_gateway");
  return line(
    "NAT",
    gateways === 0
      ? "none: the host is in a public subnet"
      : `${gateways} × ${HOURS} h × ${PRICE.natHour} + ${outGb} GB × ${PRICE.natGb}`,
    gateways * HOURS * PRICE.natHour + outGb * PRICE.natGb,
  );
}

function addresses(state: AppliedState): Line {
  const zones = blocksOfSubnets(state.all("aws_lb"));
  const all = count(state, "aws_eip") + zones;
  return line(
    "Public addresses",
    `${all} × ${HOURS} h × ${PRICE.addressHour}`,
    all * HOURS * PRICE.addressHour,
  );
}

/** A load balancer has an address in each of its subnets. */
const blocksOfSubnets = (balancers: readonly Resource[]): number =>
  balancers.reduce((sum, { values }) => sum + listOf(values, "subnets"), 0);
const listOf = (values: Values, name: string): number => {
  const list = values[name];
  return Array.isArray(list) ? list.length : 0;
};

function firewalls(state: AppliedState): Line {
  const all = state.all("aws_wafv2_web_acl");
  const rules = all.reduce((sum, { values }) => sum + blocks(values, "rule[]").length, 0);
  return line(
    "Firewall and CDN",
    all.length === 0
      ? "none"
      : `${all.length} × ${PRICE.firewall} + ${rules} rules × ${PRICE.firewallRule}; CloudFront within its free tier`,
    all.length * PRICE.firewall + rules * PRICE.firewallRule,
  );
}

function watching(state: AppliedState, { logGb, customMetrics }: Use): Line {
  const alarms = count(state, "aws_cloudwatch_metric_alarm");
  return line(
    "Logs, alarms, metrics",
    `${logGb} GB × ${PRICE.logGb} + ${alarms} × ${PRICE.alarm} + ${customMetrics} × ${PRICE.customMetric}`,
    logGb * PRICE.logGb + alarms * PRICE.alarm + customMetrics * PRICE.customMetric,
  );
}

function keysAndNames(state: AppliedState): Line {
  const keys = count(state, "aws_kms_key");
  // Where RDS keeps the owner's secret, it is no resource of ours.
  const keptByRds = state
    .all("aws_db_instance")
    .filter(({ values }) => values.manage_master_user_password === true).length;
  const secrets = count(state, "aws_secretsmanager_secret") + keptByRds;
  const zones = count(state, "aws_route53_zone");
  const checks = count(state, "aws_route53_health_check");
  return line(
    "Keys, secrets, names, health check",
    `${keys} × ${PRICE.key} + ${secrets} × ${PRICE.secret} + ${zones} × ${PRICE.zone} + ${checks} × ${PRICE.healthCheck}`,
    keys * PRICE.key + secrets * PRICE.secret + zones * PRICE.zone + checks * PRICE.healthCheck,
  );
}

function storage(state: AppliedState, { bucketGb, databaseGb }: Use): Line {
  // Weekly snapshots in two vaults, and any point of five days where it is copied to the other region.
  const copies = 2 + count(state, "aws_db_instance_automated_backups_replication");
  return line(
    "Buckets, copies of backups",
    `${bucketGb} GB × ${PRICE.bucketGb} + ${copies} × ${databaseGb} GB × ${PRICE.copyGb}`,
    bucketGb * PRICE.bucketGb + copies * databaseGb * PRICE.copyGb,
  );
}

/** US dollars a month, of all lines. */
export const total = (lines: readonly Line[]): number =>
  lines.reduce((sum, { usd }) => sum + usd, 0);
