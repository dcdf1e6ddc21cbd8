import type { AppliedState, Resource } from "../applied-state.ts";
import { amount, blocks, isOn, text, texts } from "../attributes.ts";
import { demand, every, faultsOf } from "../policy.ts";
import { find, findRole, givenTo } from "../references.ts";
import { looksSecret } from "../secrets.ts";

const TEMPLATE = "aws_launch_template";
const GROUP = "aws_autoscaling_group";
const HOST = "aws_instance";

/** A host that comes from a template has all of this from there. */
function hosts(state: AppliedState): Resource[] {
  const alone = state.all(HOST).filter(({ values }) => text(values, "launch_template.id") === null);
  return [...state.all(TEMPLATE), ...alone];
}

const metadata = demand("host-metadata-by-token", {
  says: "A host's metadata is given for a token only, and not beyond the host.",
  known: ["CKV_AWS_79", "CKV_AWS_341", "AWS-0130"],
  subjects: hosts,
  faults: ({ values }) =>
    faultsOf(
      [text(values, "metadata_options.http_tokens") === "required", "it gives metadata to anyone"],
      [
        amount(values, "metadata_options.http_put_response_hop_limit") === 1,
        "its metadata can be read from beyond the host",
      ],
    ),
});

const disks = demand("host-disks-encrypted", {
  says: "Hosts' disks are encrypted; they hold no data beyond a host's life.",
  known: ["CKV_AWS_8", "AWS-0131"],
  subjects: hosts,
  faults: ({ type, values }) => {
    const volumes =
      type === HOST
        ? blocks(values, "root_block_device")
        : blocks(values, "block_device_mappings[].ebs");
    if (volumes.length === 0) return ["it leaves its disk as the image has it"];
    return volumes.flatMap((volume) =>
      faultsOf(
        // A launch template writes it as a text.
        [
          isOn(volume, "encrypted") || text(volume, "encrypted") === "true",
          "a disk is not encrypted",
        ],
        [text(volume, "volume_type") === "gp3", "a disk is not gp3"],
      ),
    );
  },
});

const bootScript = demand("host-boot-without-secrets", {
  says: "What hosts run at their first boot holds no secret: whoever is on the host can read it.",
  known: ["CKV_AWS_46", "AWS-0029"],
  subjects: hosts,
  faults: ({ values }) => {
    const encoded = text(values, "user_data_base64") ?? text(values, "user_data");
    // A host that is told nothing is none of ours: its script was lost on the way here.
    if (encoded === null) return ["its boot script is not there to be read"];
    return looksSecret(decoded(encoded)).map((what) => `its boot script holds ${what}`);
  },
});

/** A launch template's script is base64 of itself; an instance's may be plain. */
function decoded(script: string): string {
  const isBase64 = /^[A-Za-z0-9+/\s]+={0,2}$/.test(script);
  return isBase64 ? Buffer.from(script, "base64").toString("utf8") : script;
}

const SESSION_POLICY = "/AmazonSSMManagedInstanceCore";
const sessions = demand("host-sessions-not-keys", {
  says: "Whoever must be on a host comes by Session Manager; no key opens it.",
  known: [],
  subjects: hosts,
  faults: ({ values }, state) =>
    faultsOf(
      [text(values, "key_name") === null, "a key opens it"],
      [mayOpenSessions(profileOf(values, state), state), "its role may not open sessions"],
    ),
});

function profileOf(values: Resource["values"], state: AppliedState): Resource | undefined {
  const type = "aws_iam_instance_profile";
  const name = text(values, "iam_instance_profile.name") ?? text(values, "iam_instance_profile");
  return (
    find(state, type, "name", name) ??
    find(state, type, "arn", text(values, "iam_instance_profile.arn"))
  );
}

function mayOpenSessions(profile: Resource | undefined, state: AppliedState): boolean {
  const role = profile ? findRole(state, text(profile.values, "role")) : undefined;
  return (
    givenTo(state, role, "aws_iam_role_policy_attachment").some(({ values }) =>
      text(values, "policy_arn")?.endsWith(SESSION_POLICY),
    ) ||
    givenTo(state, role, "aws_iam_role_policy").some(({ values }) =>
      text(values, "policy")?.includes("ssmmessages:OpenDataChannel"),
    )
  );
}

const several = demand("fleet-of-two-in-two-zones", {
  says: "Each fleet has two hosts at least, in two zones.",
  known: [],
  subjects: every(GROUP),
  faults: ({ values }, state) => {
    const zones = new Set(
      texts(values, "vpc_zone_identifier").map((id) => {
        const subnet = find(state, "aws_subnet", "id", id);
        return subnet ? text(subnet.values, "availability_zone") : null;
      }),
    );
    zones.delete(null);
    return faultsOf(
      [(amount(values, "min_size") ?? 0) >= 2, "one host may be all of it"],
      [zones.size >= 2, "it is in one zone"],
    );
  },
});

const rolling = demand("fleet-rolls", {
  says: "Fleets come from launch templates; a release replaces hosts in turn, and goes back by itself.",
  known: ["CKV_AWS_315"],
  subjects: every(GROUP),
  faults: ({ values }) => {
    const preferences = blocks(values, "instance_refresh.preferences")[0] ?? {};
    return faultsOf(
      [hasTemplate(values), "it comes from no launch template"],
      [text(values, "instance_refresh.strategy") === "Rolling", "a release does not roll"],
      [(amount(preferences, "min_healthy_percentage") ?? 0) >= 100, "a release takes hosts away"],
      [isOn(preferences, "auto_rollback"), "a bad release stays"],
      [texts(preferences, "alarm_specification.alarms").length > 0, "no alarm stops a release"],
    );
  },
});

function hasTemplate(values: Resource["values"]): boolean {
  return [...blocks(values, "launch_template"), ...mixed(values)].some(
    (template) => text(template, "id") !== null || text(template, "launch_template_id") !== null,
  );
}

function mixed(values: Resource["values"]) {
  return blocks(values, "mixed_instances_policy.launch_template.launch_template_specification");
}

const METRICS = ["ASGAverageCPUUtilization", "ALBRequestCountPerTarget"];
const scaling = demand("fleet-follows-load", {
  says: "Each fleet grows and shrinks with its processors' load and with requests.",
  known: [],
  subjects: every(GROUP),
  faults: (group, state) => {
    const followed = state
      .all("aws_autoscaling_policy")
      .filter(
        ({ values }) =>
          text(values, "autoscaling_group_name") === text(group.values, "name") &&
          text(values, "policy_type") === "TargetTrackingScaling",
      )
      .map(({ values }) =>
        text(
          values,
          "target_tracking_configuration.predefined_metric_specification.predefined_metric_type",
        ),
      );
    return [
      ...METRICS.filter((metric) => !followed.includes(metric)).map(
        (metric) => `its size does not follow ${metric}`,
      ),
      ...faultsOf([
        (amount(group.values, "max_size") ?? 0) > (amount(group.values, "min_size") ?? 0),
        "it cannot grow",
      ]),
    ];
  },
});

export const HOST_POLICIES = [metadata, disks, bootScript, sessions, several, rolling, scaling];
