import { readdirSync, readFileSync } from "node:fs";
import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { labelledFaults, lastFaults } from "../testing/labelled-faults.ts";
import { userFaults } from "./user-guards.ts";

const folder = new URL("../../fixtures/user-faults/", import.meta.url);

/** The files that say one thing only: questions as they are typed. */
const fewer: Readonly<Record<string, { readonly all: number; readonly without: number }>> = {
  "casual.txt": { all: 15, without: 11 },
  "casual-later.txt": { all: 15, without: 11 },
};

describe.each(readdirSync(folder))("the labelled exchanges of %s", (file) => {
  const exchanges = labelledFaults(readFileSync(new URL(file, folder), "utf8"));

  it("are many, and many of them without fault", () => {
    const { all, without } = fewer[file] ?? { all: 40, without: 20 };
    expect(exchanges.length).toBeGreaterThanOrEqual(all);
    expect(exchanges.filter(({ fault }) => fault === undefined).length).toBeGreaterThanOrEqual(without);
  });

  for (const exchange of exchanges) {
    const { dialog, fault } = exchange;
    it(`${dialog.turns.map(({ text }) => text).join(" / ")}: ${fault ?? "none"}`, async () => {
      expect(await lastFaults(exchange)).toEqual(fault === undefined ? [] : [fault]);
    });
  }
});

it("what typing made of a message is no fault of who wrote it", async () => {
  const turns = [{ speaker: "User", text: "im ann smiht", clean: "I'm Ann Smith." }];
  const asked = [{ speaker: "Bot", text: "What is your name?" }, ...turns];
  expect(
    await userFaults(new Dialog({ turns: asked }), { user: "User", facts: { name: "Ann Smith" } }),
  ).toEqual({});
});

it.each([
  ["USER", { unasked_fact: 1 }],
  ["Usser", 'Did you mean "User"'],
  ["Customer", "Name the simulated user"],
])("of %s: %j", async (user, found) => {
  const turns = [
    { speaker: "User", text: "It is about A-4711." },
    { speaker: "Bot", text: "I see." },
  ];
  const faults = userFaults(new Dialog({ turns }), { user, facts: { "order number": "A-4711" } });
  if (typeof found === "object") expect(await faults).toEqual(found);
  else
    await expect(faults).rejects.toSatisfy((error: Error & { code?: string; hint?: string }) =>
      `${error.message} ${error.hint}`.includes(found),
    );
});
