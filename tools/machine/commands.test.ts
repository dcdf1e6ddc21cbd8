import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { withParts } from "./machine/parts.ts";

describe("what one does on the machine", () => {
  const PLACES = "credentials=$(mktemp -d); trap 'rm -r $credentials' EXIT; put() { cat > $1; }";

  it("shows a secret where nobody sits at a terminal, and changes it only by --set and a value", () => {
    const secretWith = (script: string) =>
      withParts(["words", "places", "files", "accounts"], `${PLACES}; ${script}`);
    const shown = secretWith("printf abc > $credentials/recovery-key; show_secret recovery-key");
    expect(shown).toEqual({ status: 0, said: "abc\n" });
    const kept = secretWith("echo smtp://a | set_secret SMTP_URL; show_secret SMTP_URL");
    expect(kept.said).toBe("smtp://a\n");
    const empty = secretWith("set_secret SMTP_URL < /dev/null");
    expect(empty).toMatchObject({ status: 1, said: expect.stringContaining("Nothing was said") });
    const key = secretWith("echo x | set_secret recovery-key");
    expect(key).toMatchObject({ status: 1, said: expect.stringContaining("recovery key stays") });
  });

  it.each([
    ["2026-07-14 14:32", "2026-07-14 12:32:00.000000+00"],
    ["2026-12-01 14:32:05.25", "2026-12-01 13:32:05.250000+00"],
    ["2026-07-14 14:32:00.123456+00", "2026-07-14 14:32:00.123456+00"],
    ["", "no time"],
    [" ", "no time"],
    ["soon", "no time"],
  ])("[S5] goes back to %j as the clock of Paris on the wall says it", (time, found) => {
    const { said } = withParts(
      ["restore"],
      `export TZ=Europe/Paris; moment '${time}' 2> /dev/null || echo no time`,
    );
    expect(said.trim()).toBe(found);
  });

  it.each([
    ["0\\n0\\n1", "cannot get to that moment", 1],
    ["0", "", 0],
  ])(
    "[S5] waits for a recovery as long as PostgreSQL lives (restarts: %j)",
    (restarts, why, code) => {
      const { status, said } = withParts(
        ["words", "database", "restore"],
        `told=$(mktemp); trap 'rm $told' EXIT; printf '${restarts}\\n' > $told
       starts_by_itself() { head -1 $told; sed -i 1d $told; }; systemctl() { return 1; }
       wait_for_database() { [ $(wc -l < $told) -eq 0 ]; }; wait_for_recovery 60`,
      );
      expect(said).toContain(why);
      expect(status).toBe(code);
    },
  );

  it("[S5] lets a database that was put back begin a timeline of its own, whatever it was restored to before", () => {
    const { said } = withParts(
      ["restore"],
      `stanza=x; f=$(mktemp -d); trap 'rm -r $f' EXIT
       printf "%s\\n" "recovery_target_time = 'then'" "restore_command = 'old'" "work_mem = '4MB'" > $f/postgresql.auto.conf
       begin_timeline $f; cat $f/postgresql.auto.conf; ls $f`,
    );
    expect(said.split("\n").slice(0, 5)).toEqual([
      "work_mem = '4MB'",
      "recovery_target_timeline = 'current'",
      "restore_command = 'pgbackrest --stanza=x archive-get %f \"%p\"'",
      "postgresql.auto.conf",
      "recovery.signal",
    ]);
  });

  it.each([
    ["none yet", [], 0],
    ["a day old", [["full", 1]], 1],
    [
      "a week old, however new what builds on it",
      [
        ["full", 7],
        ["incr", 1],
      ],
      0,
    ],
  ])("[S4] makes a full backup where the newest is %s", (_age, backups, code) => {
    const seconds = Math.floor(Date.now() / 1_000);
    const backup = backups.map(([type, days]) => ({
      type,
      timestamp: { stop: seconds - Number(days) * 86_400 },
    }));
    const { status, said } = withParts(
      ["repository"],
      `opt=${dirname(process.execPath)}; stanza=x; pgb() { echo '${JSON.stringify([{ backup }])}'; }; is_full_due 1`,
    );
    expect({ status, said }).toEqual({ status: code, said: "" });
  });

  it("[S7] restores a machine anew where that was cut off, from the cluster there was", () => {
    const { said } = withParts(
      ["restore"],
      `pg_data=$(mktemp -d); trap 'rm -rf $pg_data*' EXIT; systemctl() { :; }; pg_unit() { :; }
       begin_with_fresh_cluster; touch $pg_data/theirs; mkdir $(fresh_cluster); touch $(fresh_cluster)/fresh
       begin_with_fresh_cluster; ls $pg_data; test ! -e $(fresh_cluster)`,
    );
    expect(said).toBe("fresh\n");
  });

  it("[S2] gives nobody a folder through a link", () => {
    const { status, said } = withParts(
      ["words", "files"],
      "f=$(mktemp -d); trap 'rm -r $f' EXIT; mkdir $f/theirs; ln -s theirs $f/ours; folder $f/ours 700 nobody:nogroup",
    );
    expect(said).toContain("ours is a link");
    expect(status).toBe(1);
  });

  it("[S7] is trusted on its network as the machine before it was", () => {
    const { said } = withParts(
      ["words", "places", "files", "web"],
      `${PLACES}; lan=10.0.0.2; as_account() { shift; "$@"; }; authority_folder=$credentials/theirs
       lay_credentials_to_keep() { echo kept; }; systemctl() { :; }
       mkdir $authority_folder; echo c > $authority_folder/root.crt; echo k > $authority_folder/root.key
       keep_authority; rm -r $authority_folder; lay_authority; cat $authority_folder/root.crt $authority_folder/root.key`,
    );
    expect(said).toBe("kept\nc\nk\n");
  });

  it("takes the key of the backups there are where its own file is gone", () => {
    const { said } = withParts(
      ["words", "places", "files", "accounts", "repository"],
      `${PLACES}; pgbackrest_file=$credentials/conf; echo repo1-cipher-pass=old > $credentials/conf; recovery_key_there_is`,
    );
    expect(said).toBe("old");
  });
});
