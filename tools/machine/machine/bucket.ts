import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver/lib/s3rver.js";
import { shell } from "../../machines/shell.ts";
import { isSigned } from "./s3-signature.ts";
import { ELSEWHERE } from "./street.ts";

const PORT = 9_443;
const KEYS = { id: "S3RVER", secret: "S3RVER" };

/** A bucket on somebody's network: a server that speaks S3 by TLS, with a certificate of an authority of its own. */
export interface Bucket {
  /** As `--offsite` takes it. */
  url: string;
  /** What the installer reads from its environment. */
  keys: string;
  /** The file that whoever uses it must trust. */
  authority: string;
  remove(): Promise<void>;
}

export async function openBucket(): Promise<Bucket> {
  const folder = mkdtempSync(join(tmpdir(), "babyfoot-bucket-"));
  const authority = join(folder, "campus-authority.crt");
  const storage = new S3rver({
    ...{ port: PORT, address: "0.0.0.0", silent: true, directory: join(folder, "store") },
    ...{ configureBuckets: [{ name: "vault", configs: [] }], vhostBuckets: false },
    // It takes a slash at the end of a path away before it compares, so that lists would never do: see isSigned.
    allowMismatchedSignatures: true,
  });
  await storage.configureBuckets();
  const serve = storage.callback();
  const server = createServer(certificate(folder, authority), (request, response) => {
    if (isSigned(request, KEYS)) serve(request, response);
    else response.writeHead(403).end();
  });
  await once(server.listen(PORT), "listening");
  return {
    url: `s3://vault/campus?endpoint=${ELSEWHERE}:${PORT}`,
    keys: `BABYFOOT_S3_KEY=${KEYS.id} BABYFOOT_S3_SECRET=${KEYS.secret}`,
    authority,
    remove: async () => {
      server.close();
      // Machines whose power was cut have said goodbye to nobody.
      server.closeAllConnections();
      await once(server, "close");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function certificate(folder: string, authority: string): { key: string; cert: string } {
  const [key, cert, root] = ["server.key", "server.crt", "authority.key"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const made = ["req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  const name = (of: string) => ["-subj", `/CN=${of}`, "-days", "2"];
  shell("openssl", [...made, ...name("Campus"), "-keyout", root, "-out", authority]);
  const signed = ["-CA", authority, "-CAkey", root, "-addext", `subjectAltName=DNS:${ELSEWHERE}`];
  const usable = ["-addext", "basicConstraints=critical,CA:FALSE"];
  shell("openssl", [
    ...[...made, ...name(ELSEWHERE), ...signed, ...usable],
    ...["-keyout", key, "-out", cert],
  ]);
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
}
