import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";

/** Of ours; the folder stays the same, since each program finds the others from where it lies. */
const BUILT = ["apps/server/dist", "apps/web/dist"];
/** The installer of a machine comes with what it installs. */
const PLAIN = ["LICENSE", "Containerfile", "infra/self-host"];
const NOT_SHIPPED = /(^|\/)(build\.stamp|\.vite)(\/|$)/;
/** What only people, compilers and debuggers read in other people's packages, but for licences. */
const NOT_RUN =
  /\.(d\.[cm]?ts|[cm]?ts|map|tsbuildinfo|flow)$|\/(?!(licen[cs]e|notice|copying))[^/]*\.(md|markdown)$/i;
/** npm's own, and the link to the server that it makes. */
const NPMS_OWN = /(^|\/)node_modules\/(\.bin|\.package-lock\.json|@babyfoot)(\/|$)/;

export interface Stage {
  root: string;
  /** Where the packages of production are installed. */
  installed: string;
  /** The folder to fill; it may not be there yet. */
  into: string;
  identity: { version: string; commit: string };
}

/** Lays out the files of a release as they lie on a host. */
export function stage({ root, installed, into, identity }: Stage): void {
  mkdirSync(into, { recursive: true });
  for (const path of BUILT) copy(root, path, into, (inside) => !NOT_SHIPPED.test(inside));
  for (const path of PLAIN) copy(root, path, into, () => true);
  for (const path of ["node_modules", "apps/server/node_modules"])
    if (existsSync(join(installed, path)))
      copy(installed, path, into, (inside) => !NOT_RUN.test(inside) && !NPMS_OWN.test(inside));
  const described = { name: "babyfoot", private: true, type: "module", license: "MIT" };
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
  writeFileSync(join(into, "release.json"), json(identity));
  writeFileSync(
    join(into, "package.json"),
    json({ ...described, version: identity.version, engines: { node: ">=20.19" } }),
  );
}

function copy(from: string, path: string, into: string, keep: (inside: string) => boolean): void {
  const source = join(from, path);
  if (!existsSync(source)) throw new Error(`${basename(from)} has no ${path}.`);
  mkdirSync(join(into, path, ".."), { recursive: true });
  cpSync(source, join(into, path), {
    recursive: true,
    filter: (file) => keep(relative(from, file)),
  });
}
