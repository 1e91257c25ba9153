import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { type RoleScheme, rolesIn } from "./role-scheme.ts";

const dialog = new Dialog({
  id: 9,
  turns: ["Patient", "Doctor", "patient", null, "Nurse"].map((speaker) => ({ speaker, text: "…" })),
});
const roles = (scheme: RoleScheme): string[] => dialog.turns.map(rolesIn(dialog, scheme));

describe("rolesIn", () => {
  it("makes every name a role, whatever its case", () => {
    expect(roles("speaker")).toEqual(["patient", "doctor", "patient", "unnamed", "nurse"]);
  });

  it("goes by the order of speaking without giving one role to two speakers", () => {
    expect(roles(["system", "user"])).toEqual(["system", "user", "system", "unnamed", "speaker-3"]);
  });

  it("goes by name, not by order, when names are given", () => {
    expect(roles({ system: ["DOCTOR"], user: ["*"] })).toEqual(["user", "system", "user", "unnamed", "user"]);
    expect(roles({ user: ["Patient"], system: ["Doctor", "Nurse"] })).toEqual([
      "user",
      "system",
      "user",
      "unnamed",
      "system",
    ]);
  });

  it("does not mind space around names, and takes an empty one for none", () => {
    const spaced = new Dialog({
      turns: [" Ann", "ann ", "", "Bo"].map((speaker) => ({ speaker, text: "…" })),
    });
    const found = (scheme: RoleScheme): string[] => spaced.turns.map(rolesIn(spaced, scheme));
    expect(found("speaker")).toEqual(["ann", "ann", "unnamed", "bo"]);
    expect(found({ user: [" ANN "], system: ["*"] })).toEqual(["user", "user", "unnamed", "system"]);
  });

  it("does not guess the role of a stranger", () => {
    expect(() => roles({ system: ["Doctor"] })).toThrow(
      'The roles do not cover "Patient", who speaks in dialogue 9',
    );
  });
});
