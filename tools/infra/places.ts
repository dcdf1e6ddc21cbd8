import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const AWS = fileURLToPath(new URL("../../infra/aws/", import.meta.url));
export const APPLIED = fileURLToPath(new URL("../../infra/aws/tests/applied/", import.meta.url));
export const DOCS = fileURLToPath(new URL("../../docs/infra/", import.meta.url));

/** What is applied where: the three sizes, and what an account needs once. */
export const APPLICATIONS = [
  { name: "demo", folder: ".", variables: ["-var-file=envs/demo.tfvars"] },
  { name: "campus", folder: ".", variables: ["-var-file=envs/campus.tfvars"] },
  { name: "region", folder: ".", variables: ["-var-file=envs/region.tfvars"] },
  { name: "bootstrap", folder: "bootstrap", variables: ["-var-file=example.tfvars"] },
] as const;

export type Application = (typeof APPLICATIONS)[number];
