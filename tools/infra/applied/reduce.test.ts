import { describe, expect, it } from "vitest";
import { reduce } from "./reduce.ts";
import type { Json, Shown } from "./shown.ts";

const shown = (
  ...resources: [address: string, type: string, values: { [name: string]: Json }][]
): Shown => ({
  values: {
    root_module: {
      resources: resources.map(([address, type, values]) => ({
        address,
        mode: "managed",
        type,
        values,
      })),
    },
  },
});

const valuesOf = (state: Shown, address: string) =>
  reduce(state, "").values.root_module.resources.find((one) => one.address === address)?.values;

describe("what is kept of an applied state", () => {
  it("is the same whatever order resources came about in", () => {
    const run = (first: number, second: number) =>
      shown(
        ["aws_vpc.this", "aws_vpc", { id: `vpc-${first}-id` }],
        [
          'aws_subnet.this["a"]',
          "aws_subnet",
          { id: `subnet-${second}-id`, vpc_id: `vpc-${first}-id` },
        ],
      );
    expect(reduce(run(1, 2), "")).toEqual(reduce(run(12, 1), ""));
  });

  it("puts ids that were in the order of their numbers in that of their names", () => {
    const run = (a: number, b: number) =>
      shown(
        ["aws_subnet.a", "aws_subnet", { id: `subnet-${a}-id` }],
        ["aws_subnet.b", "aws_subnet", { id: `subnet-${b}-id` }],
        [
          "aws_lb.this",
          "aws_lb",
          { id: "lb-9-id", subnets: [`subnet-${a}-id`, `subnet-${b}-id`].sort() },
        ],
      );
    expect(valuesOf(run(1, 2), "aws_lb.this")).toEqual(valuesOf(run(2, 1), "aws_lb.this"));
  });

  it("names ids within policies and dashboards too", () => {
    const values = valuesOf(
      shown(
        ["aws_lb.this", "aws_lb", { id: "lb-3-id", arn_suffix: "lb-3-arn-suffix" }],
        [
          "aws_cloudwatch_dashboard.this",
          "aws_cloudwatch_dashboard",
          {
            id: "cloudwatch-dashboard-4-id",
            dashboard_body: '{"lb":"lb-3-arn-suffix"}',
          },
        ],
      ),
      "aws_cloudwatch_dashboard.this",
    );
    expect(values?.dashboard_body).toBe('{"lb":"lb-arn-suffix"}');
  });

  it("keeps the order of a dashboard's metrics, which names dimensions by their place", () => {
    const values = valuesOf(
      shown(
        ["aws_lb.this", "aws_lb", { id: "lb-3-id", arn_suffix: "lb-3-arn-suffix" }],
        [
          "aws_cloudwatch_dashboard.this",
          "aws_cloudwatch_dashboard",
          { id: "cloudwatch-dashboard-4-id", dashboard_body: '["z","lb-3-arn-suffix","a"]' },
        ],
      ),
      "aws_cloudwatch_dashboard.this",
    );
    expect(values?.dashboard_body).toBe('["z","lb-arn-suffix","a"]');
  });

  it("leaves out what the provider invented and nobody uses, and keeps what somebody does", () => {
    const state = shown(
      [
        "aws_lb.this",
        "aws_lb",
        { id: "lb-3-id", dns_name: "lb-3-dns-name", zone_id: "lb-3-zone-id" },
      ],
      [
        "aws_route53_record.a",
        "aws_route53_record",
        { id: "route53-record-1-id", name: "lb-3-dns-name" },
      ],
    );
    expect(valuesOf(state, "aws_lb.this")).toEqual({ id: "lb-id", dns_name: "lb-dns-name" });
  });

  it("shows what a host is told at its first start", () => {
    const user_data = Buffer.from("#cloud-config").toString("base64");
    const state = shown(["aws_launch_template.a", "aws_launch_template", { user_data }]);
    expect(valuesOf(state, "aws_launch_template.a")?.user_data).toBe("#cloud-config");
  });
});
