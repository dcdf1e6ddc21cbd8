import type { MyNotifications } from "@babyfoot/contract";
import { expect, it } from "vitest";
import { merged } from "./merged.ts";

const off = { push: false, mail: false };
const had: MyNotifications = {
  groups: { reminders: off, queue: off, changes: off, invitations: off, confirmations: off },
  quietHours: { push: null, mail: { from: "22:00", to: "07:00" } },
  dailyLimit: { push: 5, mail: 5 },
  mailConfigured: true,
  version: 3,
};

it("a choice shows at once, and touches no other", () => {
  const chosen = merged(had, { groups: { queue: { push: true } }, dailyLimit: { mail: 9 } });
  expect(chosen).toEqual({
    ...had,
    groups: { ...had.groups, queue: { push: true, mail: false } },
    dailyLimit: { push: 5, mail: 9 },
  });
});

it("quiet hours are given up by null", () => {
  expect(merged(had, { quietHours: { mail: null } }).quietHours).toEqual({
    push: null,
    mail: null,
  });
});
