import { expect, it } from "vitest";
import { Funnel } from "./funnel.ts";
import { selectionCard } from "./selection-card.ts";

const against = (...reasons: readonly string[]) =>
  reasons.map((reason) => ({ reason, message: `${reason} it is`, unknown: reason === "judge" }));

it("counts who came to each gate and fell, each reason once of a dialogue, in the order of the gates", () => {
  const funnel = new Funnel(["faults", "metrics", "judges"]);
  funnel.count("metrics", against("long", "long", "odd"));
  funnel.count("metrics", []);
  funnel.count("metrics", against("long"));
  funnel.count("judges", against("judge", "odd"));
  funnel.count("judges", [{ reason: "judge", message: "another", unknown: true }]);
  funnel.count("balance", against("a|b\nc"));
  const steps = funnel.steps();
  expect(steps).toEqual([
    { gate: "faults", entered: 0, fell: 0, reasons: {} },
    { gate: "metrics", entered: 3, fell: 2, reasons: { long: 2, odd: 1 } },
    {
      gate: "judges",
      entered: 2,
      fell: 2,
      reasons: { judge: 2, odd: 1 },
      unknown: { dialogs: 2, message: "judge it is" },
    },
    { gate: "balance", entered: 1, fell: 1, reasons: { "a|b\nc": 1 } },
  ]);
  const card = (profile: string | object, name?: string): string =>
    selectionCard({
      out: "/made/best",
      name,
      profile,
      funnel: steps,
      total: 5,
      kept: 2,
      turns: 9,
      models: ["x:y"],
    });
  const written = card("/profiles/strict.yaml");
  expect(written).toContain("| metrics | 3 | 2 | long 2, odd 1 |\n| judges | 2 | 2 | judge 2, odd 1 |\n");
  expect(written).toContain(String.raw`| balance | 1 | 1 | a\|b c 1 |`);
  expect(written).toContain("2 of 5 dialogues were selected by the profile `strict.yaml`.");
  expect(written).toMatch(/^# best$/m);
  expect(card({}, "Mine")).toMatch(/^# Mine$[^]*by the profile given\./m);
});
