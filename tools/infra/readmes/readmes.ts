import path from "node:path";
import { AWS } from "../places.ts";
import { readModule } from "./module.ts";
import { readmeOf } from "./readme.ts";

/** Every folder of Terraform, and what it is for in a sentence. */
export const MODULES: Readonly<Record<string, string>> = {
  ".": "One environment of Babyfoot on AWS. `envs/` holds the three sizes; how to deploy: `docs/infra/deploy.md`.",
  bootstrap:
    "What an account needs once: buckets of states and releases, the image repository, and the roles of GitHub's workflows.",
  "modules/bucket":
    "A private bucket: encrypted, versioned, by TLS only, tidied, its requests written down.",
  "modules/compute":
    "Hosts: launch templates, fleets that scale and roll, or the single host; their roles, sessions and commands.",
  "modules/database":
    "PostgreSQL 17 on RDS: encrypted, backed up, watched, with a standby and a replica where asked for.",
  "modules/dr": "Copies of backups: any point in another region, and weekly in locked vaults.",
  "modules/edge": "The way in: names, certificates, firewall, CDN, load balancer.",
  "modules/exports": "The bucket of exports, and what writes to it every night.",
  "modules/network": "The network: subnets of three tiers, ways out, and who may speak to whom.",
  "modules/observability": "Alarms, dashboard, saved queries, and what a month may cost.",
  "modules/security": "A key for each kind of data, and the secret of the application's settings.",
};

/** The READMEs as they must be, by their path. */
export async function readmes(): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const [folder, purpose] of Object.entries(MODULES)) {
    const title = folder === "." ? "Babyfoot on AWS" : (folder.split("/").at(-1) ?? folder);
    const module = await readModule(path.join(AWS, folder));
    made.set(path.join(AWS, folder, "README.md"), readmeOf(title, purpose, module));
  }
  return made;
}
