import { Dialog } from "@sdialog/core";
import { compareRealism, fingerprintDialogs, type DialogFingerprint } from "@sdialog/realism";
import { describe, expect, it } from "vitest";
import { realismView } from "./realism-view.ts";

async function side(language: string): Promise<readonly DialogFingerprint[]> {
  const dialogs = Array.from(
    { length: 6 },
    (_, id) => new Dialog({ id, turns: [{ speaker: "User", text: `una ${"parola ".repeat(id + 1)}` }] }),
  );
  return (await fingerprintDialogs(dialogs, { user: "User", language })).fingerprints;
}

describe("people and simulated users as the page shows them", () => {
  it.each([
    ["en", "Behaviour, of 1"],
    ["it", "Behaviour without D3, D4, of 1"],
  ])("have a label with the groups that are missing: %s", async (language, label) => {
    const comparison = compareRealism(await side(language), await side("en"), { permutations: 0, seed: 1 });
    expect(
      realismView("a", { names: ["people", "simulated"], comparison, examples: [], notes: [] }).behaviour
        .label,
    ).toBe(label);
  });
});
