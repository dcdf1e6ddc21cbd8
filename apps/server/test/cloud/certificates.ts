import { chownSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generate } from "selfsigned";

const NOBODY = 65534;

const named = (value: string) => [{ name: "commonName", value }];

export interface Certified {
  cert: string;
  private: string;
}

export const makeAuthority = (name: string): Promise<Certified> =>
  generate(named(name), {
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, digitalSignature: true },
    ],
  });

/** A certificate of a database, for an address. */
export const certify = (authority: Certified, ip: string): Promise<Certified> =>
  generate(named("A database"), {
    algorithm: "sha256",
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip }] }],
  });

/** Readable by PostgreSQL alone, or it refuses to start. */
export function secretFile(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text, { mode: 0o600 });
  if (process.getuid?.() === 0) chownSync(file, NOBODY, NOBODY);
  return file;
}
