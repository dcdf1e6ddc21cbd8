import { bucket, document, KEY_ARN, key } from "./builders.ts";
import { type Fixture, failure, resource, set, without } from "./fixture.ts";

const BUCKET = "aws_s3_bucket.exports";

function setting(type: string, values: Parameters<typeof resource>[1]) {
  return resource(`${type}.exports`, { bucket: "exports", ...values });
}

const BLOCK = "aws_s3_bucket_public_access_block.exports";
const ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration.exports";
const DEFAULT = "rule[0].apply_server_side_encryption_by_default[0]";
const LIFECYCLE = "aws_s3_bucket_lifecycle_configuration.exports";
const POLICY = "aws_s3_bucket_policy.exports";

function refusal(condition: string): string {
  return document({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::exports", "arn:aws:s3:::exports/*"],
    Condition: { Bool: { "aws:SecureTransport": condition } },
  });
}

export const STORAGE_FIXTURES: Record<string, Fixture> = {
  "bucket-closed": {
    holds: [
      bucket("exports"),
      setting("aws_s3_bucket_public_access_block", {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      }),
    ],
    fails: [
      "block_public_acls",
      "block_public_policy",
      "ignore_public_acls",
      "restrict_public_buckets",
    ].map((way) => failure(`${way} is off`, set(BLOCK, way, false), BUCKET, `${way} is not set`)),
  },
  "bucket-encrypted": {
    holds: [
      key(),
      bucket("exports"),
      setting("aws_s3_bucket_server_side_encryption_configuration", {
        rule: [
          {
            apply_server_side_encryption_by_default: [
              { sse_algorithm: "aws:kms", kms_master_key_id: KEY_ARN },
            ],
          },
        ],
      }),
    ],
    fails: [
      failure("nobody asked for it", without(ENCRYPTION), BUCKET, "no encryption of its own"),
      failure(
        "S3's own keys are used",
        set(ENCRYPTION, `${DEFAULT}.sse_algorithm`, "AES256"),
        BUCKET,
        "it is not encrypted by KMS",
      ),
      failure(
        "AWS's key is used",
        set(ENCRYPTION, `${DEFAULT}.kms_master_key_id`, "alias/aws/s3"),
        BUCKET,
        "its key is not one of ours",
      ),
    ],
  },
  "bucket-versioned": {
    holds: [
      bucket("exports"),
      setting("aws_s3_bucket_versioning", { versioning_configuration: [{ status: "Enabled" }] }),
    ],
    fails: [
      failure(
        "versions are suspended",
        set("aws_s3_bucket_versioning.exports", "versioning_configuration[0].status", "Suspended"),
        BUCKET,
        "it keeps no versions",
      ),
      failure(
        "it goes with all that is in it",
        set(BUCKET, "force_destroy", true),
        BUCKET,
        "it may be destroyed with all that is in it",
      ),
    ],
  },
  "bucket-tidied": {
    holds: [
      bucket("exports"),
      setting("aws_s3_bucket_lifecycle_configuration", {
        rule: [
          {
            status: "Enabled",
            abort_incomplete_multipart_upload: [{ days_after_initiation: 3 }],
            noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          },
        ],
      }),
    ],
    fails: [
      failure(
        "uploads stay",
        set(LIFECYCLE, "rule[0].abort_incomplete_multipart_upload", []),
        BUCKET,
        "uploads that never ended stay",
      ),
      failure(
        "versions stay",
        set(LIFECYCLE, "rule[0].noncurrent_version_expiration", []),
        BUCKET,
        "old versions stay for ever",
      ),
    ],
  },
  "bucket-over-tls": {
    holds: [bucket("exports"), setting("aws_s3_bucket_policy", { policy: refusal("false") })],
    fails: [
      failure("there is no policy", without(POLICY), BUCKET, "it answers without TLS"),
      failure(
        "TLS is refused instead",
        set(POLICY, "policy", refusal("true")),
        BUCKET,
        "it answers without TLS",
      ),
    ],
  },
  "bucket-without-acls": {
    holds: [
      bucket("exports"),
      setting("aws_s3_bucket_ownership_controls", {
        rule: [{ object_ownership: "BucketOwnerEnforced" }],
      }),
    ],
    fails: [
      failure(
        "writers own what they write",
        set("aws_s3_bucket_ownership_controls.exports", "rule[0].object_ownership", "ObjectWriter"),
        BUCKET,
        "lists of access are on",
      ),
    ],
  },
  "bucket-logged": {
    holds: [bucket("exports"), setting("aws_s3_bucket_logging", { target_bucket: "logs" })],
    fails: [
      failure(
        "nobody writes",
        without("aws_s3_bucket_logging.exports"),
        BUCKET,
        "its requests are not written down",
      ),
      failure(
        "it writes into itself",
        set("aws_s3_bucket_logging.exports", "target_bucket", "exports"),
        BUCKET,
        "it writes its log into itself",
      ),
    ],
  },
};
