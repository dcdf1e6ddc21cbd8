import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { withParts } from "./machine/parts.ts";

/** Takes a piece of the log into a repository, unless that is away; says "number piece" of each it has taken. */
const STAND_IN = `#!/bin/bash -eu
conf=\${1#--config=}
number=$(sed -n 's/^repo\\([0-9]\\)-path=.*/\\1/p' "$conf")
[ ! -e "$PLACE/away-$number" ] || exit 82
echo "$number \${!#}" | tee -a "$PLACE/taken"
`;
const piece = (number: number): string =>
  `00000001000000000000${number.toString(16).padStart(4, "0")}`;

/** A cluster whose log waits to be put away, and two repositories. */
function cluster(pieces: number) {
  const place = mkdtempSync(join(tmpdir(), "babyfoot-archive-"));
  onTestFinished(() => rmSync(place, { recursive: true }));
  const status = join(place, "pg_wal/archive_status");
  mkdirSync(status, { recursive: true });
  mkdirSync(join(place, "bin"));
  writeFileSync(join(place, "bin/pgbackrest"), STAND_IN);
  chmodSync(join(place, "bin/pgbackrest"), 0o755);
  writeFileSync(join(place, "conf"), "[global]\nrepo1-path=/one\nrepo2-path=/two\n");
  const waits = (number: number) => writeFileSync(join(status, `${piece(number)}.ready`), "");
  for (let number = 1; number <= pieces; number += 1) waits(number);
  const where = `export PLACE=${place} PATH=${place}/bin:$PATH; cd ${place}; stanza=x archive_folder=${place}/known gaps_log=${place}/gaps pgbackrest_file=${place}/conf`;
  return {
    waits,
    leaves: (number: number) => writeFileSync(join(place, `away-${number}`), ""),
    back: (number: number) => rmSync(join(place, `away-${number}`)),
    /** As PostgreSQL asks for it, which marks what is put away. Three may wait. */
    archive: (number: number) => {
      const { status: code, said } = withParts(
        ["repository", "archive"],
        `${where} MAY_WAIT=3; archive pg_wal/${piece(number)}`,
      );
      if (code === 0) rmSync(join(status, `${piece(number)}.ready`));
      return { code, said: said.trim().split("\n") };
    },
    gapOf: (number: number) =>
      withParts(["health"], `gaps_log=${place}/gaps; newest_gap ${number}`).said,
  };
}
const line = (repository: number, number: number): string =>
  `${repository} pg_wal/${piece(number)}`;

it("[S4] puts a piece of the log into every repository, and no other", () => {
  expect(cluster(2).archive(1)).toEqual({ code: 0, said: [line(1, 1), line(2, 1)] });
});

it.each([
  ["first", 1, 2],
  ["second", 2, 1],
])(
  "[S4] puts all that waits into one repository while the %s is away, each once, and the rest there when it is back",
  (_which, away, there) => {
    const { archive, leaves, back, waits } = cluster(2);
    leaves(away);
    expect(archive(1)).toEqual({ code: 1, said: [line(there, 1), line(there, 2)] });
    waits(3);
    expect(archive(1)).toEqual({ code: 1, said: [line(there, 3)] });
    back(away);
    expect([1, 2, 3].map((number) => archive(number))).toEqual(
      [1, 2, 3].map((number) => ({ code: 0, said: [line(away, number)] })),
    );
    waits(4);
    expect(archive(4)).toEqual({ code: 0, said: [line(1, 4), line(2, 4)] });
  },
);

it("[S4] lets go what waits for too long for a repository that is away, and says for which", () => {
  const { archive, leaves, gapOf } = cluster(4);
  leaves(2);
  const { code, said } = archive(1);
  expect(said).toContain(line(1, 4));
  expect(said.at(-1)).toContain(`dropped ${piece(1)}: repository 2`);
  expect(code).toBe(0);
  expect(gapOf(2)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n$/);
  expect(gapOf(1)).toBe("");
  // Then no more waits than may.
  expect(archive(2).code).toBe(1);
});
