import type { Values } from "../applied-state.ts";
import { amount, blocks, isOn, text, texts } from "../attributes.ts";
import { demand, every, faultsOf, type Policy } from "../policy.ts";
import { find } from "../references.ts";

const origins = demand("pages-origins-guarded", {
  says: "CloudFront asks the hosts by TLS 1.2, and the bucket with a signature; nobody else reads the bucket.",
  known: ["CKV_AWS_310", "CKV2_AWS_46"],
  subjects: every("aws_cloudfront_distribution"),
  faults: ({ values }, state) =>
    blocks(values, "origin[]").flatMap((origin) => {
      const custom = blocks(origin, "custom_origin_config")[0];
      if (custom) return hostFaults(custom);
      const control = find(
        state,
        "aws_cloudfront_origin_access_control",
        "id",
        text(origin, "origin_access_control_id"),
      );
      return faultsOf([
        control !== undefined &&
          text(control.values, "signing_behavior") === "always" &&
          text(control.values, "signing_protocol") === "sigv4",
        "it asks the bucket without a signature",
      ]);
    }),
});

function hostFaults(custom: Values): string[] {
  const protocols = texts(custom, "origin_ssl_protocols");
  return faultsOf(
    [text(custom, "origin_protocol_policy") === "https-only", "it asks the hosts without TLS"],
    [
      protocols.length > 0 && protocols.every((protocol) => protocol === "TLSv1.2"),
      "it asks the hosts with an old TLS",
    ],
  );
}

const YEAR_S = 31_536_000;
const HEADERS = "security_headers_config";
const headers = demand("pages-headers-strict", {
  says: "The headers of pages keep browsers with HTTPS for a year, and refuse sniffing, framing and scripts of others.",
  known: ["CKV_AWS_259"],
  subjects: every("aws_cloudfront_response_headers_policy"),
  faults: ({ values }) => {
    const strict = `${HEADERS}.strict_transport_security`;
    const content = text(values, `${HEADERS}.content_security_policy.content_security_policy`);
    return faultsOf(
      [
        (amount(values, `${strict}.access_control_max_age_sec`) ?? 0) >= YEAR_S,
        "HTTPS is forgotten",
      ],
      [isOn(values, `${strict}.include_subdomains`), "names below may be asked by HTTP"],
      [isOn(values, `${strict}.override`), "hosts may weaken HTTPS"],
      [isOn(values, `${HEADERS}.content_type_options.override`), "browsers may guess types"],
      [
        ["DENY", "SAMEORIGIN"].includes(
          text(values, `${HEADERS}.frame_options.frame_option`) ?? "",
        ),
        "others may frame pages",
      ],
      [content?.includes("default-src 'self'") ?? false, "others' scripts may run"],
      [
        ["same-origin", "no-referrer", "strict-origin"].includes(
          text(values, `${HEADERS}.referrer_policy.referrer_policy`) ?? "",
        ),
        "others learn where people were",
      ],
    );
  },
});

const PRIVATE_HEADERS = ["authorization", "cookie"];
const redacted = demand("firewall-log-without-sign-ins", {
  says: "The web firewall's log leaves out what people sign in with, and keeps what was blocked.",
  known: [],
  subjects: every("aws_wafv2_web_acl_logging_configuration"),
  faults: ({ values }) => {
    const names = texts(values, "redacted_fields[].single_header.name");
    const kept = blocks(values, "logging_filter.filter[]").filter(
      (filter) => text(filter, "behavior") === "KEEP",
    );
    const keepsBlocked =
      text(values, "logging_filter.default_behavior") !== "DROP" ||
      kept
        .flatMap((filter) => texts(filter, "condition[].action_condition.action"))
        .includes("BLOCK");
    return [
      ...PRIVATE_HEADERS.filter((name) => !names.includes(name)).map(
        (name) => `it writes ${name} down`,
      ),
      ...faultsOf([keepsBlocked, "it forgets what was blocked"]),
    ];
  },
});

const renewed = demand("fleet-renewed", {
  says: "Hosts are replaced every 30 days at most, so that none goes without updates or keeps an intruder.",
  known: [],
  subjects: every("aws_autoscaling_group"),
  faults: ({ values }) => {
    const seconds = amount(values, "max_instance_lifetime") ?? 0;
    return faultsOf([seconds > 0 && seconds <= 30 * 86_400, "its hosts may grow old"]);
  },
});

export const FURTHER_PAGES: readonly Policy[] = [origins, headers, redacted, renewed];
