import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { sampleFolder, Star } from "./index.ts";

const star = await Star.open(sampleFolder);

describe("agentsFor", () => {
  it("gives a system that follows the flow charts and a user who ends the conversation", async () => {
    const model = scriptedModel(["Good day!", "My novel, please. Bye! STOP", "Goodbye!"]);
    const { system, user } = await star.agentsFor((await star.dialog(1)).scenario, { model });
    expect([system.name, user.name]).toEqual(["System", "User"]);
    expect(system.prompt()).toContain("digraph library_renew {");
    expect(system.prompt()).not.toContain("STOP");
    expect(user.prompt()).toContain("You (Ada) have a novel from the library that is due tomorrow.");
    expect(user.prompt()).toContain("STOP");

    const dialog = await system.dialogWith(user, { id: 1, seed: 1, maxTurns: 6 });
    expect(dialog.toString()).toBe("System: Good day!\nUser: My novel, please. Bye!\nSystem: Goodbye!");
    expect(dialog.complete).toBe(true);
    expect(dialog.personas?.["System"]).toMatchObject({ role: "AI assistant" });
    model.assertDone();
  });

  it("refuses what is not a scenario", async () => {
    await expect(star.agentsFor({ Happy: "yes" })).rejects.toMatchObject({ code: "data_format" });
  });
});

describe("agentsForDialog", () => {
  it("tells the system what the knowledge base answered, and nothing else of the original", async () => {
    const { system, user } = await star.agentsForDialog(1);
    expect(system.prompt()).toContain('{"Title":"Middlemarch","Due":"Friday"}');
    expect(`${system.prompt()} ${user.prompt()}`).not.toContain("half-way");
    expect((await star.agentsForDialog(2)).system.prompt()).not.toContain("looking things up");
  });

  it("lets who spoke first in the original open as there, and a system that did not speak first greet", async () => {
    const openings = async (id: number) => {
      const { system, user } = await star.agentsForDialog(id, { originalOpening: true });
      return [system.options.firstUtterance, user.options.firstUtterance];
    };
    const greeting = "Hello, what can I do for you?";
    expect(await openings(1)).toEqual([greeting, (await star.firstTurn(1, "User"))?.text]);
    expect(await openings(2)).toEqual(["Good day, this is the city library.", undefined]);
    expect(await openings(11)).toEqual([greeting, undefined]);
  });

  it("suggests what follows in the flow charts of all tasks, and instructs the user as in the original", async () => {
    const model = scriptedModel([
      "Which day do you mean?",
      "Monday.",
      "On Monday we open at ten.",
      "Thanks, bye! STOP",
      "Bye.",
    ]);
    const { system, user } = await star.agentsForDialog(10, {
      model,
      orchestrate: true,
      originalOpening: true,
    });
    const dialog = await system.dialogWith(user, { id: 10, seed: 1, maxTurns: 6 });
    const next = dialog.events?.find((event) => event.actionLabel === "next");
    expect(next?.content).toContain("library_inform_hours");

    const renewal = await star.agentsForDialog(1, {
      model: scriptedModel(["Hello!", "It's me.", "Your card?", "4711, thanks, bye! STOP", "Bye."]),
      orchestrate: true,
      originalOpening: true,
    });
    const replayed = await renewal.system.dialogWith(renewal.user, { id: 1, seed: 1, maxTurns: 6 });
    const told = replayed.events?.filter(
      ({ agent, action }) => agent === "User" && action === "instruct-persist",
    );
    expect(told?.map((event) => event.content)).toEqual(["Ask to keep your novel longer."]);
  });
});
