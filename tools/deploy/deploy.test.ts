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
  const { code, said } = await cloud.deploy("campus", "--yes", "--release", FIRST);
  expect(code, said).toBe(0);
  cloud.account.calls.length = 0;
  return cloud;
}

describe("the first deployment, of an empty account", () => {
  it("makes everything, says that nothing is published yet, and goes on from there when it is", async () => {
    const cloud = await startStandIn();
    const early = await cloud.deploy("campus", "--yes", "--release", FIRST);
    expect(early.code, early.said).toBe(3);
    expect(early.said).toContain(`There is no image of ${FIRST}`);
    expect(early.said).toContain('Run the workflow "release"');
    expect(cloud.account.hasStateBucket).toBe(true);
    expect(cloud.account.keptBootstrapState).toMatch(/bootstrap\.tfstate$/);
    expect(imagesOf(cloud, "back")).toEqual([undefined, undefined]);
    cloud.account.published.add(FIRST);
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", FIRST);
    expect(code, said).toBe(0);
    expect(said).toContain("Waiting for the first 2 hosts of back");
    expect(imagesOf(cloud, "back")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
    expect(imagesOf(cloud, "front")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
    expect(cloud.account.release("good")?.value).toBe(imageOf(FIRST));
    expect(countOf(cloud, "terraform -chdir=aws/bootstrap apply")).toBe(1);
    expect(countOf(cloud, "terraform -chdir=aws apply")).toBe(1);
    expect(countOf(cloud, "aws autoscaling start-instance-refresh")).toBe(0);
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
  it("is migrated once, then set, then comes to the back and after it to the front", async () => {
    const cloud = await running();
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code, said).toBe(0);
    const order = ["aws ssm send-command", "aws ssm put-parameter"].map((call) => at(cloud, call));
    order.push(at(cloud, "aws autoscaling start-instance-refresh"));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(countOf(cloud, "aws ssm send-command")).toBe(1);
    expect(said.indexOf("back runs the release")).toBeLessThan(said.indexOf("hosts of front"));
    for (const fleet of ["back", "front"]) {
      expect(imagesOf(cloud, fleet)).toEqual([imageOf(SECOND), imageOf(SECOND)]);
      expect(JSON.parse(cloud.account.fleet(fleet).refreshes[0]?.preferences ?? "")).toMatchObject({
        MinHealthyPercentage: 100,
        AlarmSpecification: { Alarms: ["babyfoot-campus-5xx", "babyfoot-campus-unhealthy"] },
      });
    }
    expect(cloud.account.release("good")?.value).toBe(imageOf(SECOND));
    expect(cloud.account.release("previous")?.value).toBe(imageOf(FIRST));
  });

  it("deployed again changes nothing, and is tried from outside", async () => {
    const cloud = await running();
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", FIRST);
    expect(code, said).toBe(0);
    expect(said).toContain("runs here already");
    for (const change of ["apply", "send-command", "put-parameter", "start-instance-refresh"])
      expect(cloud.account.calls.join("\n")).not.toContain(` ${change}`);
  });

  it("whose migration fails leaves everything as it was, with what the migration said", async () => {
    const cloud = await running();
    cloud.account.unmigratable.add(imageOf(SECOND));
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code).toBe(1);
    expect(said).toContain('column "score" does not exist');
    expect(said).toContain("The fleets run what they ran.");
    expect(cloud.account.release()?.value).toBe(imageOf(FIRST));
    expect(countOf(cloud, "aws autoscaling start-instance-refresh")).toBe(0);
  });

  it("that sets off an alarm is taken back from every host", async () => {
    const cloud = await running();
    cloud.account.alarming.add(imageOf(SECOND));
    const { code, said } = await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(code).toBe(1);
    expect(said).toContain("back: Failed (Alarm babyfoot-campus-5xx went off)");
    expect(said).toMatch(/b{40} was not good; sha256:a+0+ runs again/);
    expect(imagesOf(cloud, "back")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
    expect(imagesOf(cloud, "front")).toEqual([imageOf(FIRST), imageOf(FIRST)]);
    expect(cloud.account.release("good")?.value).toBe(imageOf(FIRST));
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
    "aws autoscaling start-instance-refresh",
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
    expect(countOf(cloud, "aws autoscaling start-instance-refresh")).toBe(2);
    expect(cloud.account.release("good")?.value).toBe(imageOf(SECOND));
    expect(cloud.account.release("previous")?.value).toBe(imageOf(FIRST));
  });

  it("is undone by --rollback", async () => {
    const cloud = await running();
    cloud.account.onCall = (each) => {
      if (each.startsWith("aws autoscaling start-instance-refresh")) cloud.cutOff();
    };
    await cloud.deploy("campus", "--yes", "--release", SECOND);
    expect(cloud.account.release()?.value).toBe(imageOf(SECOND));
    cloud.account.onCall = () => undefined;
    const { code, said } = await cloud.deploy("campus", "--rollback", "--yes");
    expect(code, said).toBe(0);
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
