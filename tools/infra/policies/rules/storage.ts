import type { AppliedState, Resource } from "../applied-state.ts";
import { blocks, isOn, text } from "../attributes.ts";
import { statementsOf } from "../iam-documents.ts";
import { demand, every, faultsOf, type Policy } from "../policy.ts";
import { isOwnKey } from "../references.ts";

const buckets: Policy["subjects"] = every("aws_s3_bucket");

/** What is set for a bucket in a resource of its own. */
function settingsOf(bucket: Resource, state: AppliedState, type: string): Resource | undefined {
  const names = [text(bucket.values, "id"), text(bucket.values, "bucket")];
  return state.all(type).find(({ values }) => {
    const name = text(values, "bucket");
    return name !== null && names.includes(name);
  });
}

const PUBLIC_WAYS = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
];
const closed = demand("bucket-closed", {
  says: "All four ways to open a bucket to the public are shut.",
  known: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6"],
  subjects: buckets,
  faults: (bucket, state) => {
    const block = settingsOf(bucket, state, "aws_s3_bucket_public_access_block");
    return PUBLIC_WAYS.filter((way) => !block || !isOn(block.values, way)).map(
      (way) => `${way} is not set`,
    );
  },
});

const encrypted = demand("bucket-encrypted", {
  says: "Buckets are encrypted with a key of ours.",
  known: ["CKV_AWS_19", "CKV_AWS_145", "AWS-0132"],
  subjects: buckets,
  faults: (bucket, state) => {
    const set = settingsOf(bucket, state, "aws_s3_bucket_server_side_encryption_configuration");
    const rule = set
      ? blocks(set.values, "rule[].apply_server_side_encryption_by_default")[0]
      : undefined;
    if (!rule) return ["it has no encryption of its own"];
    return faultsOf(
      [text(rule, "sse_algorithm") === "aws:kms", "it is not encrypted by KMS"],
      [isOwnKey(state, text(rule, "kms_master_key_id")), "its key is not one of ours"],
    );
  },
});

const versioned = demand("bucket-versioned", {
  says: "Buckets keep what is overwritten or deleted.",
  known: ["CKV_AWS_21", "AWS-0090"],
  subjects: buckets,
  faults: (bucket, state) => {
    const set = settingsOf(bucket, state, "aws_s3_bucket_versioning");
    return faultsOf(
      [
        set !== undefined && text(set.values, "versioning_configuration.status") === "Enabled",
        "it keeps no versions",
      ],
      [!isOn(bucket.values, "force_destroy"), "it may be destroyed with all that is in it"],
    );
  },
});

const tidied = demand("bucket-tidied", {
  says: "Buckets forget by themselves: old versions, and uploads that never ended.",
  known: ["CKV2_AWS_61", "CKV_AWS_300"],
  subjects: buckets,
  faults: (bucket, state) => {
    const set = settingsOf(bucket, state, "aws_s3_bucket_lifecycle_configuration");
    const rules = set
      ? blocks(set.values, "rule[]").filter((rule) => text(rule, "status") === "Enabled")
      : [];
    return faultsOf(
      [
        rules.some((rule) => blocks(rule, "abort_incomplete_multipart_upload").length > 0),
        "uploads that never ended stay",
      ],
      [
        rules.some((rule) => blocks(rule, "noncurrent_version_expiration").length > 0),
        "old versions stay for ever",
      ],
    );
  },
});

const overTls = demand("bucket-over-tls", {
  says: "Buckets refuse requests without TLS.",
  known: ["CKV_AWS_379"],
  subjects: buckets,
  faults: (bucket, state) => {
    const set = settingsOf(bucket, state, "aws_s3_bucket_policy");
    const refuses = set
      ? statementsOf(set).some(
          ({ effect, actions, principals, conditions }) =>
            effect === "Deny" &&
            actions.includes("s3:*") &&
            principals.includes("*") &&
            conditions.get("aws:securetransport")?.some(({ values }) => values[0] === "false"),
        )
      : false;
    return faultsOf([refuses, "it answers without TLS"]);
  },
});

const owned = demand("bucket-without-acls", {
  says: "Whatever is in a bucket belongs to us; lists of access are off.",
  known: ["CKV2_AWS_65"],
  subjects: buckets,
  faults: (bucket, state) => {
    const set = settingsOf(bucket, state, "aws_s3_bucket_ownership_controls");
    return faultsOf([
      set !== undefined && text(set.values, "rule.object_ownership") === "BucketOwnerEnforced",
      "lists of access are on",
    ]);
  },
});

const logged = demand("bucket-logged", {
  says: "Each bucket's requests are written down in another bucket.",
  known: ["CKV_AWS_18"],
  subjects: buckets,
  faults: (bucket, state) => {
    const set = settingsOf(bucket, state, "aws_s3_bucket_logging");
    const target = set ? text(set.values, "target_bucket") : null;
    const names = [text(bucket.values, "id"), text(bucket.values, "bucket")];
    return faultsOf(
      [target !== null, "its requests are not written down"],
      [target === null || !names.includes(target), "it writes its log into itself"],
    );
  },
});

export const STORAGE_POLICIES = [closed, encrypted, versioned, tidied, overTls, owned, logged];
