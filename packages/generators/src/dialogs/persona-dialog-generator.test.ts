import { Agent } from "@sdialog/agents";
import { InvalidArgumentError } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { Doctor, Patient } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import { PersonaDialogGenerator } from "./persona-dialog-generator.ts";

const doctor = new Doctor({ name: "Dr. Weber", specialty: "Cardiology" });
const patient = new Patient({ symptoms: "chest pain" });

describe("PersonaDialogGenerator", () => {
  it("has one model write both sides, under the personas' names", async () => {
    const turns = [
      { speaker: "Dr. Weber", text: "Good day." },
      { speaker: "Speaker B", text: "Bye." },
    ];
    const model = scriptedModel([JSON.stringify({ dialog: turns })]);
    const generator = new PersonaDialogGenerator(doctor, patient, {
      dialogueDetails: "Short.",
      context: "a ward",
      model,
    });
    const dialog = await generator.generate({ seed: 1 });
    expect(dialog.turns).toEqual(turns);
    expect(Object.keys(dialog.personas ?? {})).toEqual(["Dr. Weber", "Speaker B"]);
    expect(dialog.context).toBe("a ward");
    expect(generator.prompt()[0]?.content).toContain("Your symptoms: chest pain");
  });

  it("takes names of the caller's choice", async () => {
    const reply = JSON.stringify({ dialog: [{ speaker: "DOC", text: "Hi" }] });
    const options = { speakers: ["DOC", "PAT"] as const, model: scriptedModel([reply]) };
    const dialog = await new PersonaDialogGenerator(doctor, patient, options).generate();
    expect(Object.keys(dialog.personas ?? {})).toEqual(["DOC", "PAT"]);
    expect(() => new PersonaDialogGenerator(doctor, doctor)).toThrow('Both speakers are called "Dr. Weber"');
  });

  it("lets two agents talk, told what the generator was told", async () => {
    const model = scriptedModel(["Good day.", "Hello.", "Goodbye. STOP", "Bye."]);
    const [first, second] = [
      new Agent({ persona: doctor, model }),
      new Agent({ persona: patient, model, name: "PAT" }),
    ];
    const generator = new PersonaDialogGenerator(first, second, {
      dialogueDetails: "Keep it short.",
      context: "a ward",
      scenario: "s",
    });
    const dialog = await generator.generate({ seed: 5, notes: "pilot" });
    expect(dialog.turns.map(({ speaker }) => speaker)).toEqual(["Dr. Weber", "PAT", "Dr. Weber", "PAT"]);
    expect(dialog).toMatchObject({
      seed: 5,
      context: "a ward",
      scenario: "s",
      notes: "pilot",
      complete: true,
    });
    for (const { messages } of model.requests) expect(messages[0]?.content).toContain("Keep it short.");
    expect(first.options.dialogueDetails).toBeUndefined();
    expect(generator.prompt()).toEqual([]);
  });

  it("takes two of a kind only", () => {
    const Loose = PersonaDialogGenerator as unknown as new (a: unknown, b: unknown) => unknown;
    expect(() => new Loose(doctor, new Agent({ persona: patient }))).toThrow(InvalidArgumentError);
  });
});
