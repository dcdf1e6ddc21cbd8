import { describe, expect, it } from "vitest";
import { imageOf } from "./stand-in/account.ts";
import { type StandIn, startStandIn } from "./stand-in/start.ts";

const FIRST = "a".repeat(40);
const SECOND = "b".repeat(40);
const THIRD = "c".repeat(40);

/** Where in the calls the first one like this stands. */
const at = ({ account }: StandIn, call: string): number =>
  account.calls.findIndex((each) => each.startsWith(call));

const countOf = ({ account }: StandIn, call: string): number =>
  account.calls.filter((each) => each.startsWith(call)).length;

const imagesOf = ({ account }: StandIn, fleet: string) =>
  account.fleet(fleet).hosts.map(({ image }) => image);

/** An account where the first release runs. */
async function running(): Promise<StandIn> {
  const cloud = await startStandIn();
  for (const commit of [FIRST, SECOND, THIRD]) cloud.account.published.add(commit);
  cloud.account.runs(FIRST);
  return cloud;
}

describe("the first deployment, of an empty account", () => {
  it("makes what releases need, says that none is published yet, and goes on from there when one is", async () => {
    const cloud = await startStandIn();
    const early = await cloud.deploy("campus", "--yes", "--release", FIRST);
    expect(early.code, early.said).toBe(3);
    expect(early.said).toContain(`There is no image of ${FIRST} yet; nothing has been changed.`);
    expect(early.said).toContain('Run the workflow "release"');
    expect(cloud.account.hasStateBucket).toBe(true);
    expect(cloud.account.keptBootstrapState).toBe("{}");
    expect(cloud.account.isApplied).toBe(false);
    cloud.account.published.add(FIRST);
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", FIRST);
    expect(code, said).toBe(0);
    expect(imagesOf(cloud, "back")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
    expect(imagesOf(cloud, "front")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
    expect(cloud.account.release("good")?.value).toBe(imageOf(FIRST));
    expect(cloud.account.files).toEqual(["s3://files/assets/"]);
    expect(countOf(cloud, "terraform -chdir=aws/bootstrap apply")).toBe(1);
  });

  it("waits until no alarm is on, since AWS fails a refresh that begins while one is", async () => {
    const cloud = await startStandIn();
    cloud.account.published.add(FIRST);
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", FIRST);
    expect(code, said).toBe(0);
    expect(said).toContain("Waiting until no alarm is on: babyfoot-campus-5xx");
    expect(countOf(cloud, "aws cloudwatch describe-alarms")).toBe(2);
    for (const fleet of ["back", "front"])
      expect(cloud.account.fleet(fleet).refreshes.map(({ status }) => status)).toEqual([
        "Successful",
      ]);
  });

  it("gives the database's owner a password made up each time, one for a plan and its apply", async () => {
    const cloud = await startStandIn();
    for (const commit of [FIRST, SECOND]) cloud.account.published.add(commit);
    await cloud.deploy("campus", "--yes", "--release", FIRST);
    const first = new Set(cloud.account.ownerPasswords.splice(0));
    await cloud.deploy("campus", "--yes", "--release", SECOND);
    const all = [...first, ...new Set(cloud.account.ownerPasswords)];
    expect(all).toEqual([0, 1].map(() => expect.stringMatching(/^[0-9a-f]{48}$/)));
    expect(all[0]).not.toBe(all[1]);
  });

  it("makes secrets that are in nobody's hands, once", async () => {
    const cloud = await startStandIn();
    for (const commit of [FIRST, SECOND]) cloud.account.published.add(commit);
    await cloud.deploy("campus", "--yes", "--release", FIRST);
    const made = JSON.parse(cloud.account.secrets ?? "") as Record<string, string>;
    expect(made.SECRET_KEY).toMatch(/^[0-9a-f]{64}$/);
    expect(made.METRICS_TOKEN).toMatch(/^[0-9a-f]{32}$/);
    await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(JSON.parse(cloud.account.secrets ?? "")).toEqual(made);
  });

  it("that does not run has nothing to go back to, and says what to look at", async () => {
    const cloud = await startStandIn();
    cloud.account.published.add(FIRST);
    cloud.account.silent.add(imageOf(FIRST));
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", FIRST);
    expect(code, said).toBe(2);
    expect(said).toContain("/readyz does not answer that it is ready");
    expect(said).toContain("there is none to go back to");
    expect(said).toContain("aws logs tail /babyfoot/campus/app");
    expect(cloud.account.release("good")).toBeUndefined();
  });

  it("asks before it changes anything, and without anybody there stops", async () => {
    const cloud = await startStandIn();
    const { code, said } = await cloud.deploy("campus", "--release", FIRST);
    expect(code).toBe(1);
    expect(said).toContain("Run it again with --yes.");
    expect(cloud.account.hasStateBucket).toBe(false);
    expect(cloud.account.isApplied).toBe(false);
  });
});

describe("the next release", () => {
  it("is migrated once, then set, and then new hosts take the place of the old ones", async () => {
    const cloud = await running();
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code, said).toBe(0);
    const order = [
      "aws s3 sync",
      "aws ssm send-command",
      "aws ssm put-parameter",
      "terraform -chdir=aws apply",
    ].map((call) => at(cloud, call));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(countOf(cloud, "aws ssm send-command")).toBe(1);
    for (const fleet of ["back", "front"])
      expect(imagesOf(cloud, fleet)).toEqual([imageOf(SECOND), imageOf(SECOND)]);
    expect(cloud.account.release("good")?.value).toBe(imageOf(SECOND));
    expect(cloud.account.release("previous")?.value).toBe(imageOf(FIRST));
    expect(cloud.account.isBehind).toBe(false);
  });

  it("whose archive was exchanged is not deployed", async () => {
    const cloud = await running();
    cloud.account.forged.add(SECOND);
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code).toBe(1);
    expect(said).toContain("is not the one that was published");
    expect(cloud.account.release()?.value).toBe(imageOf(FIRST));
    expect(countOf(cloud, "aws ssm send-command")).toBe(0);
  });

  it("deployed again changes nothing, and is tried from outside", async () => {
    const cloud = await running();
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", FIRST);
    expect(code, said).toBe(0);
    expect(said).toContain("runs here already");
    for (const change of [" apply", " send-command", " put-parameter", "start-instance-refresh"])
      expect(cloud.account.calls.join("\n")).not.toContain(change);
  });

  it("whose migration fails leaves everything as it was, with what the migration said", async () => {
    const cloud = await running();
    cloud.account.unmigratable.add(imageOf(SECOND));
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code).toBe(1);
    expect(said).toContain('column "score" does not exist');
    expect(said).toContain("What runs is what ran.");
    expect(cloud.account.release()?.value).toBe(imageOf(FIRST));
    expect(countOf(cloud, "terraform -chdir=aws apply")).toBe(0);
  });

  it("that sets off an alarm is taken back from every host", async () => {
    const cloud = await running();
    cloud.account.alarming.add(imageOf(SECOND));
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code).toBe(1);
    expect(said).toContain("back: RollbackSuccessful (Alarm babyfoot-campus-5xx went off)");
    expect(said).toMatch(/b{40} was not good; sha256:a+0+ runs again/);
    expect(imagesOf(cloud, "back")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
    expect(imagesOf(cloud, "front")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
    expect(cloud.account.release("good")?.value).toBe(imageOf(FIRST));
    expect(cloud.account.isBehind).toBe(false);
  });

  it("that does not answer from outside is taken back too", async () => {
    const cloud = await running();
    cloud.account.silent.add(imageOf(SECOND));
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code).toBe(1);
    expect(said).toContain("Not as it should be");
    expect(imagesOf(cloud, "back")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
  });

  it("when the release before does not answer any more either, calls for a person", async () => {
    const cloud = await running();
    for (const commit of [FIRST, SECOND]) cloud.account.silent.add(imageOf(commit));
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code).toBe(2);
    expect(said).toContain("did not work either");
    expect(said).toContain("infra/deploy.sh campus --rollback --yes");
  });
});

describe("a deployment that was cut off", () => {
  it.each([
    "aws ssm send-command",
    "aws ssm put-parameter",
    "terraform -chdir=aws apply",
    "aws autoscaling describe-instance-refreshes",
    "aws ssm label-parameter-version",
  ])("at %s is finished by the same command", async (call) => {
    const cloud = await running();
    let cuts = 0;
    cloud.account.onCall = (each) => {
      if (!each.startsWith(call) || cuts > 0) return;
      cuts += 1;
      cloud.cutOff();
    };
    expect((await cloud.deploy("campus", "--yes", "--release", SECOND)).code).toBeNull();
    expect(cuts).toBe(1);
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code, said).toBe(0);
    for (const fleet of ["back", "front"])
      expect(imagesOf(cloud, fleet)).toEqual([imageOf(SECOND), imageOf(SECOND)]);
    expect(cloud.account.isBehind).toBe(false);
    expect(cloud.account.release("good")?.value).toBe(imageOf(SECOND));
    expect(cloud.account.release("previous")?.value).toBe(imageOf(FIRST));
  });

  it("is undone by --rollback", async () => {
    const cloud = await running();
    cloud.account.onCall = (each) => {
      if (each.startsWith("terraform -chdir=aws apply")) cloud.cutOff();
    };
    await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(cloud.account.release()?.value).toBe(imageOf(SECOND));
    cloud.account.onCall = () => undefined;
    const { code, said } = await cloud.deploy("campus", "--rollback", "--yes");
    expect(code, said).toBe(0);
    expect(imagesOf(cloud, "back")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
  });
});

describe("an alarm that stays on", () => {
  it("lets no host be replaced, and calls for a person", async () => {
    const cloud = await running();
    cloud.account.isAlarmStuck = true;
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code, said).toBe(2);
    expect(said).toContain("Still in ALARM after 20 minutes: babyfoot-campus-5xx.");
    expect(said).toContain("no host has been replaced");
    expect(countOf(cloud, "terraform -chdir=aws apply")).toBe(0);
    expect(imagesOf(cloud, "back")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
    cloud.account.isAlarmStuck = false;
    const again = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(again.code, again.said).toBe(0);
  });

  it("is waited for on going back too", async () => {
    const cloud = await running();
    await cloud.deploy("campus", "--yes", "--release", SECOND);
    cloud.account.isAlarmStuck = true;
    const { code, said } = await cloud.deploy("campus", "--rollback", "--yes");
    expect([code, said]).toEqual([2, expect.stringContaining("Still in ALARM")]);
    expect(cloud.account.release()?.value).toBe(imageOf(SECOND));
    cloud.account.isAlarmStuck = false;
    const again = await cloud.deploy("campus", "--rollback", "--yes");
    expect(again.code, again.said).toBe(0);
    expect(imagesOf(cloud, "back")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
  });
});

describe("going back", () => {
  it("is to the release before, once: a second time there is none", async () => {
    const cloud = await running();
    await cloud.deploy("campus", "--yes", "--release", SECOND);
    const back = await cloud.deploy("campus", "--rollback", "--yes");
    expect(back.code, back.said).toBe(0);
    expect(imagesOf(cloud, "front")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
    const again = await cloud.deploy("campus", "--rollback", "--yes");
    expect(again.code).toBe(1);
    expect(again.said).toContain("There is no release to go back to");
    const third = await cloud.deploy("campus", "--yes", "--release", THIRD);
    expect(third.code, third.said).toBe(0);
    expect(cloud.account.release("previous")?.value).toBe(imageOf(FIRST));
  });
});

describe("a single host", () => {
  it("gets its release in place, and its former one back when it does not answer", async () => {
    const cloud = await startStandIn();
    cloud.account.isSingleHost = true;
    for (const commit of [FIRST, SECOND]) cloud.account.published.add(commit);
    const first = await cloud.deploy("demo", "--yes", "--release", FIRST);
    expect(first.code, first.said).toBe(0);
    expect(imagesOf(cloud, "host")).toEqual([imageOf(FIRST)]);
    cloud.account.silent.add(imageOf(SECOND));
    const second = await cloud.deploy("demo", "--yes", "--release", SECOND);
    expect(second.code, second.said).toBe(1);
    expect(second.said).toContain("runs again");
    expect(imagesOf(cloud, "host")).toEqual([imageOf(FIRST)]);
    expect(countOf(cloud, "aws autoscaling")).toBe(0);
  });
});

describe("who only looks", () => {
  it("sees the plan and changes nothing, not even a lock", async () => {
    const cloud = await running();
    cloud.account.hasChanges = true;
    const { code, said } = await cloud.deploy("campus", "--plan-only");
    expect([code, said]).toEqual([0, expect.stringContaining("This would change")]);
    const drift = await cloud.deploy("campus", "--drift");
    expect([drift.code, drift.said]).toEqual([4, expect.stringContaining("1 to add")]);
    cloud.account.hasChanges = false;
    expect((await cloud.deploy("campus", "--drift")).code).toBe(0);
    expect(countOf(cloud, "terraform -chdir=aws apply")).toBe(0);
  });

  it("in an account without anything learns that", async () => {
    const cloud = await startStandIn();
    const { code, said } = await cloud.deploy("campus", "--plan-only");
    expect([code, said]).toEqual([1, expect.stringContaining("nothing has been deployed here")]);
    expect(cloud.account.hasStateBucket).toBe(false);
  });

  it.each([
    [["nowhere"], "There is no environment nowhere"],
    [["campus", "--force"], "There is no --force"],
    [["campus", "--release"], "--release needs a commit"],
    [[], "infra/deploy.sh ENVIRONMENT"],
  ])("%j is refused before anything is asked of the account", async (args, sentence) => {
    const cloud = await startStandIn();
    const { code, said } = await cloud.deploy(...args);
    expect([code, said]).toEqual([1, expect.stringContaining(sentence)]);
    expect(cloud.account.calls).toEqual([]);
  });
});
