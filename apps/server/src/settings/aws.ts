import { z } from "zod";
import { secretArn, urlWith } from "./values.ts";

/** Where containers of ECS and EKS find their credentials; only there and on loopback plain HTTP is spoken. */
const OF_CONTAINERS = new Set(["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"]);
/** Whether nobody between reads what is answered. */
const isPrivate = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || /^(127\.[\d.]+|localhost|\[::1\])$/.test(hostname);
};
const isForContainers = (text: string): boolean =>
  isPrivate(text) || OF_CONTAINERS.has(new URL(text).hostname);

export const aws = {
  SETTINGS_SECRET_ARN: secretArn
    .optional()
    .describe("A secret with settings as JSON, name to value; the environment wins over it."),
  AWS_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default("us-east-1")
    .describe("The region of what names none itself."),
  AWS_ACCESS_KEY_ID: z
    .string()
    .optional()
    .describe("Fixed keys; without them those of the container's or the machine's role are used."),
  AWS_SECRET_ACCESS_KEY: z.string().optional().describe("Goes with it."),
  AWS_SESSION_TOKEN: z.string().optional().describe("Goes with keys that are for a while."),
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: z
    .string()
    .startsWith("/")
    .optional()
    .describe("Set by ECS."),
  AWS_CONTAINER_CREDENTIALS_FULL_URI: urlWith("http", "https")
    .refine(isForContainers, "is neither https nor an address of containers")
    .optional()
    .describe("Set by EKS."),
  AWS_CONTAINER_AUTHORIZATION_TOKEN: z.string().optional().describe("Set by ECS."),
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: z.string().optional().describe("Set by EKS."),
  AWS_EC2_METADATA_SERVICE_ENDPOINT: urlWith("http")
    .default("http://169.254.169.254")
    .describe("Where a machine of EC2 finds its role's credentials (IMDSv2)."),
  AWS_ENDPOINT_URL_SECRETS_MANAGER: urlWith("http", "https")
    .refine(isPrivate, "is neither https nor on loopback")
    .optional()
    .describe("Secrets Manager by another address, e.g. an endpoint of one's network."),
};
