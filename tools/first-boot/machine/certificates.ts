import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shell } from "../../machines/shell.ts";

const YEAR = ["-days", "30", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];

/**
 * In `folder`: `server.pem`, which answers for the host of the bundles, and `bundle.pem`, with
 * authorities called as said. Answers the certificate that a machine must trust.
 */
export function makeCertificates(folder: string, authorities: string[]): string {
  const host = "truststore.pki.rds.amazonaws.com";
  self(folder, "server", `/CN=${host}`, ["-addext", `subjectAltName=DNS:${host}`]);
  const key = readFileSync(join(folder, "server.key"), "utf8");
  const certificate = readFileSync(join(folder, "server.crt"), "utf8");
  writeFileSync(join(folder, "server.pem"), key + certificate);
  const bundle = authorities.map((name, at) => {
    self(folder, `authority-${at}`, `/O=Amazon Web Services, Inc./CN=${name}`, []);
    return readFileSync(join(folder, `authority-${at}.crt`), "utf8");
  });
  writeFileSync(join(folder, "bundle.pem"), bundle.join(""));
  return certificate;
}

function self(folder: string, name: string, subject: string, more: string[]): void {
  const out = ["-keyout", `${name}.key`, "-out", `${name}.crt`];
  shell("openssl", ["req", "-x509", ...YEAR, "-subj", subject, ...out, ...more], folder);
}
