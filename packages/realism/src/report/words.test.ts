import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { compareRealism } from "../comparison/compare-realism.ts";
import { fingerprintDialogs } from "../fingerprint/fingerprint-dialogs.ts";
import { renderRealismReport } from "./realism-report.ts";
import { behaviourLabel } from "./words.ts";

describe("the label of behaviour", () => {
  it.each([
    [{ D1: 0.9, D2: 0, D3: 0.5, D4: 1 }, "Behaviour, of 1"],
    [{ D1: 0.9, D2: 0.8, D3: null, D4: 1 }, "Behaviour without D3, of 1"],
    [{ D1: 0.9, D2: null, D3: null, D4: null }, "Behaviour without D2, D3, D4, of 1"],
  ])("%j: %s", (groups, label) => {
    expect(behaviourLabel(groups)).toBe(label);
  });

  it("stands in the page, of languages without lists, too", async () => {
    const side = async (language: string) => {
      const dialogs = Array.from(
        { length: 6 },
        (_, id) => new Dialog({ id, turns: [{ speaker: "User", text: `una ${"parola ".repeat(id + 1)}` }] }),
      );
      return (await fingerprintDialogs(dialogs, { user: "User", language })).fingerprints;
    };
    const comparison = compareRealism(await side("it"), await side("en"), { permutations: 0, seed: 1 });
    expect(comparison.groups.D3).toBeNull();
    expect(renderRealismReport(comparison)).toContain(`<dt>${behaviourLabel(comparison.groups)}</dt>`);
  });
});
