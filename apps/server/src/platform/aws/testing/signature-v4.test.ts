import { describe, expect, it } from "vitest";
import { sha256, signatureOf } from "./signature-v4.ts";

describe("the signature by which ours are checked", () => {
  const datetime = "20150830T123600Z";
  const ofDocuments = {
    ...{ datetime, region: "us-east-1" },
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  };

  it("is that of AWS's test suite (get-vanilla)", () => {
    const headers = { host: "example.amazonaws.com", "x-amz-date": datetime };
    const request = { method: "GET", path: "/", query: [], headers, bodyHash: sha256("") };
    expect(signatureOf(request, { ...ofDocuments, service: "service" })).toBe(
      "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    );
  });

  it("is that of AWS's example with a query (IAM, ListUsers)", () => {
    const request = {
      ...{ method: "GET", path: "/", bodyHash: sha256("") },
      query: [
        ["Action", "ListUsers"],
        ["Version", "2010-05-08"],
      ] as [string, string][],
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        ...{ host: "iam.amazonaws.com", "x-amz-date": datetime },
      },
    };
    expect(signatureOf(request, { ...ofDocuments, service: "iam" })).toBe(
      "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
    );
  });

  it("is that of AWS's example of a signed address (S3, presigned)", () => {
    const request = {
      ...{ method: "GET", path: "/test.txt", bodyHash: "UNSIGNED-PAYLOAD" },
      query: [
        ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
        ["X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"],
        ["X-Amz-Date", "20130524T000000Z"],
        ["X-Amz-Expires", "86400"],
        ["X-Amz-SignedHeaders", "host"],
      ] as [string, string][],
      headers: { host: "examplebucket.s3.amazonaws.com" },
    };
    const scope = {
      ...{ datetime: "20130524T000000Z", region: "us-east-1", service: "s3" },
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    };
    expect(signatureOf(request, scope)).toBe(
      "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    );
  });
});
