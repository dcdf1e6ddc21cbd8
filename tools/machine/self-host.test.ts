import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { FOLDER, run, withParts } from "./machine/parts.ts";

const UNITS = join(FOLDER, "systemd/units");
const PROGRAMS = [
  "install.sh",
  "babyfoot",
  ...readdirSync(join(FOLDER, "jobs")).map((name) => `jobs/${name}`),
];
const PARTS = readdirSync(join(FOLDER, "lib"));

const has = (program: string): boolean => spawnSync("which", [program]).status === 0;
const plan = (...flags: string[]) =>
  withParts(
    ["words", "places", "files", "machine", "answers"],
    `answers_file=/nonexistent release_id=1.0.0-abc assume_yes=yes; parse_flags ${flags.join(" ")}; complete_answers; print_plan`,
  );

describe("the installer", () => {
  it("is good shell, where shellcheck is there to say so", () => {
    for (const name of [...PROGRAMS, ...PARTS.map((part) => `lib/${part}`)])
      expect(run("bash", ["-n", join(FOLDER, name)])).toEqual({ status: 0, said: "" });
    if (!has("shellcheck")) return console.log("shellcheck is not here: only parsed");
    const files = PROGRAMS.map((name) => join("infra/self-host", name));
    expect(run("shellcheck", ["-x", "-a", "--source-path=.", ...files])).toEqual({
      status: 0,
      said: "",
    });
  });

  it("hides no program behind a function of the same name, which another part would call instead", () => {
    const files = [...PROGRAMS, ...PARTS.map((part) => `lib/${part}`)];
    const names = files.flatMap((name) =>
      [...readFileSync(join(FOLDER, name), "utf8").matchAll(/^([a-z_0-9]+)\(\)/gm)].map(
        ([, found = ""]) => found,
      ),
    );
    expect(names).toContain("lay_machine");
    const ask = 'for name; do if type -P "$name"; then exit 1; fi; done';
    expect(run("bash", ["-c", ask, "-", ...names])).toEqual({ status: 0, said: "" });
  });

  it("[S1] says what it would do", () => {
    const { status, said } = plan(
      "--domain",
      "babyfoot.campus.example",
      "--admin-email",
      "a@campus.example",
    );
    expect(said).toContain(
      "https://babyfoot.campus.example (certificates by themselves, told to a@campus.example)",
    );
    expect(said).toContain("01:35 UTC, 7 days back");
    expect(said).toMatch(/open ports {3}80, 443, 8883/);
    expect(status).toBe(0);
  });

  it.each([
    [["--keep-days", "4"], "Backups are kept 5 days or more"],
    [["--admin-email", "nobody"], "is no e-mail address"],
    [["--offsite", "ftp://x"], "--offsite takes"],
    [["--offsite", "/"], "is a whole disk"],
    [["--offsite", "/proc/"], "is a whole disk"],
    [["--offsite", "/usr/bin/.."], "is used for something else"],
    [["--ssh", "10.0.0.0/99"], "--ssh takes"],
    [["--ssh", "fd00::/129"], "--ssh takes"],
    [["--ssh", "300.0.0.0/8"], "--ssh takes"],
    [["--ssh", "everyone"], "--ssh takes"],
    [["--domain", "a_b;c"], "is no name of a machine"],
    [["--fast"], "There is no --fast"],
    [["--domain"], "--domain needs a value"],
  ])("refuses %j with a sentence", (flags, complaint) => {
    const { status, said } = plan("--lan", "10.0.0.2", ...flags.map((flag) => `'${flag}'`));
    expect(said).toContain(complaint);
    expect(status).toBe(1);
  });

  it("[S1] keeps to what was answered the last time, save what a flag says", () => {
    const { said } = withParts(
      ["words", "places", "files", "machine", "answers"],
      `answers_file=$(mktemp); trap 'rm $answers_file' EXIT; release_id=x; assume_yes=yes
       printf 'domain=one.example\\nlan=\\nemail=e@one.example\\nadmin_email=a@one.example\\noffsite=/mnt/disk\\nssh=none\\nkeep_days=9\\n' > "$answers_file"
       parse_flags --keep-days 12; recall_answers; complete_answers; print_plan`,
    );
    expect(said).toContain("https://one.example");
    expect(said).toContain("12 days back, in /var/lib/pgbackrest and /mnt/disk");
  });
});

describe("[S2] what it lays", () => {
  const conf = (offsite: string) =>
    withParts(
      ["words", "places", "files", "backups"],
      `secret() { echo "secret-of-$1"; }; keep_days=7 pg_data=/data offsite='${offsite}'; pgbackrest_conf`,
    ).said;

  it("encrypts every repository and keeps the days that were asked for", () => {
    const said = conf("/mnt/disk");
    for (const number of [1, 2]) {
      expect(said).toContain(
        `repo${number}-cipher-type=aes-256-cbc\nrepo${number}-cipher-pass=secret-of-recovery-key`,
      );
      expect(said).toContain(
        `repo${number}-retention-full-type=time\nrepo${number}-retention-full=7`,
      );
    }
    expect(said).toContain("repo2-path=/mnt/disk");
    expect(conf("none")).not.toContain("repo2");
  });

  it("[S4] backs up on this machine when the disk of the second place is not there", () => {
    const { said } = withParts(
      ["places", "backups"],
      "offsite=/mnt/disk/campus; writable_repositories; offsite=none; writable_repositories",
    );
    const here = "[Service]\nReadWritePaths=/var/lib/pgbackrest\n";
    expect(said).toBe(`${here}ReadWritePaths=-/mnt/disk/campus\n${here}`);
  });

  it("[S4] keeps the repositories there are where new ones cannot be used", () => {
    const { status, said } = withParts(
      ["words", "places", "files", "backups"],
      `f=$(mktemp -d); trap 'rm -r $f' EXIT; pgbackrest_file=$f/conf; repositories_known=$f/known; offsite=s3://a/b
       chown() { :; }; echo old > $f/conf; touch $f/known; pgbackrest_conf() { echo new; }
       know_cluster() { return 1; }; systemctl() { :; }; pg_unit() { :; }; (lay_repositories) || cat $f/*`,
    );
    expect(said).toContain("stay as they were");
    expect(said).toMatch(/^old\n/);
    expect(said).not.toContain("new\n");
    expect(status).toBe(0);
  });

  it("[S4] backs up into a repository that is new", () => {
    const emptyWith = (newest: string) =>
      withParts(
        ["backups"],
        `repositories() { echo 1; echo 2; }; newest_backup_seen() { ${newest}; }; is_repository_empty`,
      ).status;
    expect(emptyWith("echo label")).toBe(1);
    expect(emptyWith("[ $1 = 2 ] || echo label")).toBe(0);
  });

  it("knows S3 and SFTP as second places", () => {
    const s3 = conf("s3://dumps/campus?region=eu-west-3");
    expect(s3).toContain("repo2-s3-bucket=dumps\n");
    expect(s3).toContain("repo2-path=/campus\n");
    expect(s3).toContain("repo2-s3-endpoint=s3.eu-west-3.amazonaws.com\nrepo2-s3-uri-style=host");
    expect(conf("s3://dumps/campus?endpoint=s3.campus.example")).toContain(
      "repo2-s3-uri-style=path",
    );
    const sftp = conf("sftp://keeper@vault.example/babyfoot");
    expect(sftp).toContain("repo2-sftp-host-user=keeper");
    expect(sftp).toContain("repo2-path=/babyfoot");
    expect(sftp).toContain("repo2-sftp-host-port=22\n");
    const elsewhere = conf("sftp://keeper@vault.example:2222/babyfoot");
    expect(elsewhere).toContain("repo2-sftp-host=vault.example\nrepo2-sftp-host-port=2222\n");
  });

  it.each([
    ["any", "tcp dport { 22, 2222 } accept"],
    ["10.0.0.0/8", "ip saddr 10.0.0.0/8 tcp dport { 22, 2222 } accept"],
    ["fd00::/8", "ip6 saddr fd00::/8 tcp dport { 22, 2222 } accept"],
  ])("opens SSH where it listens, as far as it was said (%s)", (ssh, rule) => {
    const parts = ["machine", "firewall"];
    const listens = "sshd_settings() { printf 'port 2222\\nport 22\\nx y\\n'; }";
    const { said } = withParts(parts, `${listens}; ssh=${ssh}; firewall`);
    expect(said).toContain(rule);
    expect(said).toContain("policy drop");
    expect(withParts(parts, `${listens}; ssh=none; firewall`).said).not.toMatch(/dport \{ 22/);
    expect(withParts(parts, "sshd_settings() { :; }; ssh=any; firewall").said).toContain("{ 22 }");
  });

  it("lays no firewall that is not understood", () => {
    const { status, said } = withParts(
      ["words", "firewall"],
      "firewall() { :; }; nft() { return 1; }; put() { echo laid; }; ssh=any; lay_firewall",
    );
    expect(said).not.toContain("laid");
    expect(status).toBe(1);
  });

  it("serves a name on the internet by certificates of the world, one on a LAN by its own", () => {
    const parts = ["answers", "web"];
    const world = withParts(parts, "domain=a.example email=e@a.example; caddyfile").said;
    expect(world).toContain("https://a.example {");
    expect(world).not.toMatch(/tls internal|@[A-Z]+@/);
    const lan = withParts(parts, "lan=10.0.0.2 email=e@a.example; caddyfile").said;
    expect(lan).toContain("tls internal");
    expect(lan).toContain("http://10.0.0.2 {");
  });

  it("leaves units with little to attack (exposure at most 2.0), where systemd is there to say so", () => {
    const services = readdirSync(UNITS).filter((name) => name.endsWith(".service"));
    expect(services).toContain("babyfoot.service");
    if (!has("systemd-analyze"))
      return console.log("systemd-analyze is not here: units are not judged");
    for (const name of services) {
      const judged = run("systemd-analyze", [
        "security",
        "--offline=true",
        "--threshold=20",
        "--no-pager",
        join(UNITS, name),
      ]);
      expect(judged.status, judged.said).toBe(0);
    }
  });

  it("[S3] watches on however often something changes", () => {
    const watching = readdirSync(UNITS).filter((name) => name.endsWith(".path"));
    expect(watching).toHaveLength(3);
    for (const name of watching)
      expect(readFileSync(join(UNITS, name.replace(".path", ".service")), "utf8")).toMatch(
        /^\[Unit\][^[]*^StartLimitIntervalSec=0$/m,
      );
  });

  it("takes nothing from the running database when a unit of its owner ends", () => {
    const ofItsOwner = readdirSync(UNITS)
      .map((name) => readFileSync(join(UNITS, name), "utf8"))
      .filter((unit) => unit.includes("User=postgres"));
    expect(ofItsOwner).toHaveLength(3);
    for (const unit of ofItsOwner) expect(unit).toMatch(/^RemoveIPC=no$/m);
  });

  it("has units that systemd understands, where it is there to say so", () => {
    if (!has("systemd-analyze"))
      return console.log("systemd-analyze is not here: units are not verified");
    const files = readdirSync(UNITS).map((name) => join(UNITS, name.replace("@.", "@.")));
    const said = run("systemd-analyze", ["verify", "--man=no", ...files]).said.split("\n");
    const notAboutThisMachine =
      /is not executable: No such file|Failed to create .*@|^$|^\/(lib|usr|etc)\//;
    expect(said.filter((line) => !notAboutThisMachine.test(line))).toEqual([]);
  });
});

describe("the compose file", () => {
  const text = readFileSync(join(FOLDER, "compose.yaml"), "utf8");

  it("publishes the pages alone, and hands secrets over as files", () => {
    const { services } = parse(text, { merge: true }) as {
      services: Record<
        string,
        { ports?: string[]; secrets?: string[]; environment?: Record<string, string> }
      >;
    };
    const open = Object.entries(services).filter(([, { ports }]) => ports !== undefined);
    expect(open.map(([name]) => name)).toEqual(["pages"]);
    expect(services).toMatchObject({
      server: { secrets: expect.arrayContaining(["SECRET_KEY", "ADMIN_PASSWORD"]) },
    });
    expect(JSON.stringify(services)).not.toMatch(/(PASSWORD|SECRET_KEY|TOKEN)":/);
  });

  it("gives a database that starts without a password, reached by its socket alone, and folders to whoever writes", () => {
    const { services } = parse(text, { merge: true }) as { services: Record<string, object> };
    expect(services).toMatchObject({
      database: {
        network_mode: "none",
        command: ["postgres", "-c", "listen_addresses="],
        environment: { POSTGRES_HOST_AUTH_METHOD: "trust" },
      },
      folders: { command: ["chown", "node:node", "/data", "/backups"] },
      server: { depends_on: { folders: { condition: "service_completed_successfully" } } },
      backup: { depends_on: { folders: { condition: "service_completed_successfully" } } },
    });
  });

  it("is one, where docker-compose is there to say so", () => {
    if (!has("docker-compose")) return console.log("docker-compose is not here: only parsed");
    const env = { ...process.env, DOMAIN: "a.example", ADMIN_EMAIL: "a@a.example" };
    const { status, stderr } = spawnSync("docker-compose", ["-f", "compose.yaml", "config", "-q"], {
      cwd: FOLDER,
      env,
      encoding: "utf8",
    });
    expect(`${stderr}`).toBe("");
    expect(status).toBe(0);
  });
});
