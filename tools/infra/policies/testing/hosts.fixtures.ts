import { fleet, hostRole, network, template } from "./builders.ts";
import { type Fixture, failure, plus, resource, set, without } from "./fixture.ts";

const TEMPLATE = "aws_launch_template.back";
const FLEET = "aws_autoscaling_group.back";
const DISK = "block_device_mappings[0].ebs[0]";
const PREFERENCES = "instance_refresh[0].preferences[0]";

function script(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** A boot script that must not be. */
function boot(when: string, text: string, says: string) {
  return failure(when, set(TEMPLATE, "user_data", script(text)), TEMPLATE, says);
}

function follows(name: string, metric: string) {
  return resource(`aws_autoscaling_policy.${name}`, {
    autoscaling_group_name: "back",
    policy_type: "TargetTrackingScaling",
    target_tracking_configuration: [
      { predefined_metric_specification: [{ predefined_metric_type: metric }] },
    ],
  });
}

export const HOST_FIXTURES: Record<string, Fixture> = {
  "host-metadata-by-token": {
    holds: [template()],
    fails: [
      failure(
        "no token is asked for",
        set(TEMPLATE, "metadata_options[0].http_tokens", "optional"),
        TEMPLATE,
        "it gives metadata to anyone",
      ),
      failure(
        "containers reach it",
        set(TEMPLATE, "metadata_options[0].http_put_response_hop_limit", 2),
        TEMPLATE,
        "can be read from beyond the host",
      ),
    ],
  },
  "host-disks-encrypted": {
    holds: [template()],
    fails: [
      failure(
        "the disk is plain",
        set(TEMPLATE, `${DISK}.encrypted`, "false"),
        TEMPLATE,
        "a disk is not encrypted",
      ),
      failure("it is old", set(TEMPLATE, `${DISK}.volume_type`, "gp2"), TEMPLATE, "is not gp3"),
      failure(
        "the image decides",
        set(TEMPLATE, "block_device_mappings", []),
        TEMPLATE,
        "leaves its disk as the image has it",
      ),
    ],
  },
  "host-boot-without-secrets": {
    holds: [template({ user_data: script('SETTINGS_SECRET_ARN="arn"\nTOKEN="$TOKEN"\n') })],
    fails: [
      failure(
        "nobody can read it",
        set(TEMPLATE, "user_data", null),
        TEMPLATE,
        "its boot script is not there",
      ),
      boot("a password is written", 'ADMIN_PASSWORD="correct-horse"', "a value of a secret's name"),
      boot("an address holds one", "x postgres://app:hunter2@db/babyfoot", "with a password"),
      boot("a key of AWS is written", `key ${["AKIA", "ABCDEFGHIJKLMNOP"].join("")}`, "access key"),
      boot("a private key is", "-----BEGIN RSA PRIVATE KEY-----", "a private key"),
      boot("a token of GitHub is", `${"ghp_"}${"a".repeat(36)}`, "a token of GitHub"),
      failure(
        "a host's plain script holds one",
        plus(
          resource("aws_instance.one", { user_data: "#!/bin/sh\nDB_PASSWORD=table-football\n" }),
        ),
        "aws_instance.one",
        "a value of a secret's name",
      ),
    ],
  },
  "host-sessions-not-keys": {
    holds: [template(), ...hostRole()],
    fails: [
      failure("a key opens it", set(TEMPLATE, "key_name", "laptop"), TEMPLATE, "a key opens it"),
      failure(
        "its role may not",
        without("aws_iam_role_policy_attachment.sessions"),
        TEMPLATE,
        "its role may not open sessions",
      ),
      failure(
        "it has no role",
        set(TEMPLATE, "iam_instance_profile", []),
        TEMPLATE,
        "its role may not open sessions",
      ),
    ],
  },
  "fleet-of-two-in-two-zones": {
    holds: [...network(), fleet()],
    fails: [
      failure("there is one host", set(FLEET, "min_size", 1), FLEET, "one host may be all of it"),
      failure(
        "there is one subnet",
        set(FLEET, "vpc_zone_identifier", ["subnet-a"]),
        FLEET,
        "it is in one zone",
      ),
      failure(
        "two subnets are of one zone",
        set("aws_subnet.b", "availability_zone", "eu-west-3a"),
        FLEET,
        "it is in one zone",
      ),
    ],
  },
  "fleet-rolls": {
    holds: [fleet()],
    fails: [
      failure("it has no template", set(FLEET, "launch_template", []), FLEET, "no launch template"),
      failure(
        "all hosts go at once",
        set(FLEET, "instance_refresh", [
          {
            preferences: [
              {
                auto_rollback: true,
                min_healthy_percentage: 100,
                alarm_specification: [{ alarms: ["babyfoot-5xx"] }],
              },
            ],
          },
        ]),
        FLEET,
        "a release does not roll",
      ),
      failure(
        "half of them go first",
        set(FLEET, `${PREFERENCES}.min_healthy_percentage`, 50),
        FLEET,
        "a release takes hosts away",
      ),
      failure(
        "it stays when bad",
        set(FLEET, `${PREFERENCES}.auto_rollback`, false),
        FLEET,
        "a bad release stays",
      ),
      failure(
        "nobody looks",
        set(FLEET, `${PREFERENCES}.alarm_specification`, []),
        FLEET,
        "no alarm stops a release",
      ),
    ],
  },
  "fleet-follows-load": {
    holds: [
      fleet(),
      follows("cpu", "ASGAverageCPUUtilization"),
      follows("requests", "ALBRequestCountPerTarget"),
    ],
    fails: [
      failure(
        "nothing follows processors",
        without("aws_autoscaling_policy.cpu"),
        FLEET,
        "its size does not follow ASGAverageCPUUtilization",
      ),
      failure(
        "requests are followed in steps",
        set("aws_autoscaling_policy.requests", "policy_type", "StepScaling"),
        FLEET,
        "its size does not follow ALBRequestCountPerTarget",
      ),
      failure("it is as large as it gets", set(FLEET, "max_size", 2), FLEET, "it cannot grow"),
    ],
  },
};
