import { describe, expect, it } from "vitest";
import { NO_FAULTS } from "../network/faults.ts";
import { readOptions } from "./options.ts";
import { WrongOption } from "./wrong-option.ts";

const ADMIN = ["--email", "admin@babyfoot.test", "--password", "correct horse"];
const read = (line: string) => readOptions(line.split(" "));

describe("the simulator's options", () => {
  it("say everything at once", () => {
    const options = readOptions([
      ...["--url", "https://tables.example", ...ADMIN, "--mqtt", "mqtts://tables.example"],
      ...["--tables", "3", "--boards", "native,samsul", "--speed", "2.5", "--loss", "5%"],
      ...["--repeat", "0.03", "--reorder", "5%", "--restart", "1%", "--clock", "-1h"],
      ...["--matches", "3", "--seed", "42", "--quiet"],
    ]);
    expect(options).toEqual({
      serverUrl: "https://tables.example",
      mqttUrl: "mqtts://tables.example",
      target: {
        type: "admin",
        email: "admin@babyfoot.test",
        password: "correct horse",
        tables: 3,
        on: [],
      },
      kinds: ["native", "samsul"],
      speed: 2.5,
      faults: {
        ...NO_FAULTS,
        loss: 0.05,
        repeat: 0.03,
        reorder: 0.05,
        restart: 0.01,
        clockMs: -3_600_000,
      },
      matches: 3,
      seed: "42",
      quiet: true,
    });
  });

  it("need nothing but who one is", () => {
    expect(readOptions(ADMIN)).toMatchObject({
      serverUrl: "http://localhost:3000",
      target: { tables: 8 },
      speed: 1,
      faults: NO_FAULTS,
      matches: undefined,
    });
  });

  it("find the server of a board in its URL", () => {
    const options = read("--board-url http://10.0.0.7:3000/api/v1/device/board/brd_1");
    expect(options).toMatchObject({ serverUrl: "http://10.0.0.7:3000", kinds: ["samsul"] });
  });

  it("play a given device as a native one", () => {
    expect(read("--device-token dev_1")).toMatchObject({
      target: { type: "device", token: "dev_1" },
      kinds: ["native"],
    });
  });

  it("give way to a call for help", () => {
    expect(read("--help --speed nonsense")).toBeNull();
    expect(read("-h")).toBeNull();
  });

  it.each([
    ["--speeed 3", /^Unknown option '--speeed'; --help lists the options\.$/],
    ["--device-token dev_1 play", /Unexpected argument 'play'/],
    ["--speed 3", /^Give either --email and --password/],
    ["--device-token dev_1 --board-url http://a/b", /^Give either --email and --password/],
    ["--email admin@babyfoot.test", /^--email and --password go together\.$/],
    ["--device-token dev_1 --speed fast", /^--speed is a number above 0 up to 200, not "fast"\.$/],
    ["--device-token dev_1 --speed 0", /^--speed is a number/],
    ["--device-token dev_1 --loss 105%", /^--loss is a share such as 5%, not "105%"\.$/],
    ["--device-token dev_1 --loss x", /^--loss is a share/],
    ["--device-token dev_1 --clock yesterday", /^--clock is a time such as -1h/],
    ["--device-token dev_1 --matches 1.5", /^--matches is a whole number from 1 to 1000/],
    ["--device-token dev_1 --boards samsul", /^A device token is that of a native device/],
    ["--board-url http://a/b --boards samsul,teslow", /^A board URL is for one board/],
    [
      "--board-url http://a/b --boards arduino",
      /^There is no board "arduino"; there are native, samsul/,
    ],
    ["--board-url localhost/b", /^--board-url is an address/],
    ["--device-token dev_1 --mqtt mqtt://a", /^By MQTT a device signs in with its id/],
    ["--device-token dev_1 --device-id 1 --mqtt a:1883", /^--mqtt is an address such as mqtt:/],
    [`${ADMIN.slice(0, 3).join(" ")} x --tables 0`, /^--tables is a whole number from 1 to 200/],
    [`${ADMIN.slice(0, 3).join(" ")} x --tables 2 --on T01`, /^--tables counts tables/],
  ])("%s: one sentence says what is wrong", (line, sentence) => {
    expect(() => read(line)).toThrow(WrongOption);
    expect(() => read(line)).toThrow(sentence);
  });
});
