import { z } from "zod";
import type { AppliedState, Values } from "../policies/applied-state.ts";
import { text } from "../policies/attributes.ts";

/** A metric of CloudWatch, with the dimensions by which it is found. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

const dashboard = z.object({
  widgets: z.array(
    z.object({
      properties: z.object({
        title: z.string(),
        metrics: z.array(z.tuple([z.string(), z.string()]).rest(z.string())),
      }),
    }),
  ),
});

/** Every metric on a dashboard, by the title of its widget. */
export const shownMetrics = (body: string): { title: string; metric: Metric }[] =>
  dashboard.parse(JSON.parse(body)).widgets.flatMap(({ properties: { title, metrics } }) =>
    metrics.map(([namespace, name, ...pairs]) => ({
      title,
      metric: { namespace, name, dimensions: dimensionsOf(pairs) },
    })),
  );

function dimensionsOf(pairs: readonly string[]): Record<string, string> {
  const dimensions: Record<string, string> = {};
  for (let at = 0; at < pairs.length; at += 2) {
    const [name, value] = pairs.slice(at, at + 2);
    if (name !== undefined && value !== undefined) dimensions[name] = value;
  }
  return dimensions;
}

/** Where a dimension's value is written on the resource that it belongs to. */
const OWNERS: Readonly<Record<string, readonly [type: string, attribute: string]>> = {
  DBInstanceIdentifier: ["aws_db_instance", "identifier"],
  AutoScalingGroupName: ["aws_autoscaling_group", "name"],
  InstanceId: ["aws_instance", "id"],
  LoadBalancer: ["aws_lb", "arn_suffix"],
  TargetGroup: ["aws_lb_target_group", "arn_suffix"],
  RuleName: ["aws_cloudwatch_event_rule", "name"],
  CertificateArn: ["aws_acm_certificate", "arn"],
  HealthCheckId: ["aws_route53_health_check", "id"],
  DistributionId: ["aws_cloudfront_distribution", "id"],
  WebACL: ["aws_wafv2_web_acl", "name"],
};

/** Dimensions that say no resource, and what they may be. */
const CONSTANT: Readonly<Record<string, RegExp>> = {
  Region: /^(Global|eu-[a-z]+-\d)$/,
  Rule: /^ALL$/,
  Currency: /^USD$/,
};

/** What is wrong with a metric's dimensions: those that belong to no resource of the state. */
export function strayDimensions(metric: Metric, state: AppliedState): string[] {
  const { namespace, name, dimensions } = metric;
  if (Object.keys(dimensions).length === 0)
    return isCounted(namespace, name, state) ? [] : [`${namespace} ${name}: nobody counts it`];
  return Object.entries(dimensions)
    .filter(([dimension, value]) => !belongs(dimension, value, state))
    .map(([dimension, value]) => `${namespace} ${name}: no resource has ${dimension} ${value}`);
}

function belongs(dimension: string, value: string, state: AppliedState): boolean {
  const constant = CONSTANT[dimension];
  if (constant) return constant.test(value);
  if (dimension === "Environment") return isToldByHosts(value, state);
  const [type, attribute] = OWNERS[dimension] ?? ["", ""];
  return state.all(type).some(({ values }) => text(values, attribute) === value);
}

/** The application puts its own name for the environment on its metrics. */
const isToldByHosts = (environment: string, state: AppliedState): boolean =>
  state
    .all("aws_launch_template")
    .some(({ values }) => text(values, "user_data")?.includes(`ENVIRONMENT=${environment}\n`));

const isCounted = (namespace: string, name: string, state: AppliedState): boolean =>
  state
    .all("aws_cloudwatch_log_metric_filter")
    .some(
      ({ values }) =>
        text(values, "metric_transformation.namespace") === namespace &&
        text(values, "metric_transformation.name") === name,
    );

/** The metric that an alarm looks at. */
export const metricOf = (alarm: Values): Metric => ({
  namespace: text(alarm, "namespace") ?? "",
  name: text(alarm, "metric_name") ?? "",
  dimensions: z.record(z.string(), z.string()).parse(alarm.dimensions ?? {}),
});
