import type { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { sampleFolder, Star, type StarFilter } from "./index.ts";

const star = await Star.open(sampleFolder);

async function ids(filter?: StarFilter): Promise<Dialog["id"][]> {
  const found: Dialog["id"][] = [];
  for await (const dialog of star.dialogs(filter)) found.push(dialog.id);
  return found;
}

describe("Star.open", () => {
  it("lists dialogues by number, files that have none left out, and tasks by name", () => {
    expect(star.dialogIds()).toEqual([1, 2, 10, 11]);
    expect(star.taskNames()).toEqual(["library_hours", "library_renew"]);
    expect(star.path).toBe(sampleFolder);
  });

  it("says what is wrong with the path", async () => {
    await expect(Star.open(undefined)).rejects.toMatchObject({ code: "invalid_argument" });
    await expect(Star.open({ path: sampleFolder } as never)).rejects.toMatchObject({
      code: "invalid_argument",
      message: "Star.open: path must be a string, not an object",
    });
    await expect(
      (Star.open as (...given: unknown[]) => Promise<Star>)(sampleFolder, { zzz: 1 }),
    ).rejects.toThrow('Star.open has no option "zzz"');
    await expect(Star.open("/no/such/folder")).rejects.toMatchObject({ code: "file_not_found" });
    await expect(Star.open(`${sampleFolder}/tasks`)).rejects.toThrow(
      'tasks: this is not the STAR corpus: it has no folder "dialogues"',
    );
  });
});

describe("dialogues of STAR", () => {
  it("are said by User and System, and keep everything that happened", async () => {
    const dialog = await star.dialog(1);
    expect(dialog.id).toBe(1);
    expect(dialog.toString()).toBe(
      [
        "User: Hello! My novel is due tomorrow and I am only half-way through.",
        "System: Would you tell me the number of your card?",
        "User: It's 4711, Ada.",
        "System: Your loan of Middlemarch now runs until Friday, for 20 cents.",
        "User: Wonderful, thank you. Bye!",
      ].join("\n"),
    );
    expect(dialog.scenario).toEqual(await star.scenario(1));
    expect(dialog.events?.map((event) => event.action)).toEqual(
      (await star.events(1)).map((event) => event.Action),
    );
    expect(dialog.events?.[3]).toEqual({
      agent: "System",
      action: "pick_suggestion",
      actionLabel: "ask_card",
      content: "Would you tell me the number of your card?",
      timestamp: 1700000028,
    });
  });

  it("keep queries to the knowledge base and its answers, which come at the time of the event before", async () => {
    const events = (await star.dialog(1)).events ?? [];
    expect(events[6]).toMatchObject({
      agent: "System",
      action: "query",
      content: { Constraints: [{ Card: "4711" }] },
    });
    expect(events[7]).toMatchObject({
      agent: "KnowledgeBase",
      action: "return_item",
      content: { Item: { Title: "Middlemarch" } },
      timestamp: events[6]?.timestamp,
    });
    expect((await star.dialog(11)).events?.[0]?.timestamp).toBe(1700003007);
  });

  it("are filtered by domain, task, path and number of tasks", async () => {
    expect(await ids()).toEqual([1, 2, 10, 11]);
    expect(await ids({ domain: "library" })).toEqual([1, 2, 10]);
    expect(await ids({ task: "library_renew" })).toEqual([1, 10]);
    expect(await ids({ happy: false })).toEqual([2]);
    expect(await ids({ multitask: true })).toEqual([10]);
    expect(await ids({ task: "library_hours", happy: true, multitask: false })).toEqual([11]);
    await expect(ids({ task: "library_hour" })).rejects.toThrow(
      'no task "library_hour"; did you mean "library_hours"?',
    );
    await expect(ids({ domain: "libary" })).rejects.toThrow('no domain "libary"; did you mean "library"?');
    await expect(star.stats({ domain: "moon" })).rejects.toThrow('no domain "moon"');
    expect(await ids({ domain: "library", happy: false, multitask: true })).toEqual([]);
  });

  it("are counted without being kept", async () => {
    expect(await star.stats()).toEqual({ dialogs: 4, turns: 11, words: 72 });
    expect(await star.stats({ happy: false })).toEqual({ dialogs: 1, turns: 3, words: 17 });
  });

  it("that do not exist are named", async () => {
    await expect(star.dialog(3)).rejects.toThrow(/dialogues.3\.json: there is no such file/);
    await expect(star.dialog(Number.NaN)).rejects.toMatchObject({ code: "invalid_argument" });
  });
});

describe("the first turn", () => {
  it("is something said aloud, never a wizard's note", async () => {
    expect(await star.firstTurn(2)).toEqual({
      speaker: "System",
      text: "Good day, this is the city library.",
    });
  });

  it("is asked for by the names the dialogues use", async () => {
    expect((await star.firstTurn(1, "System"))?.text).toBe("Would you tell me the number of your card?");
    expect((await star.firstTurn(2, "User"))?.text).toBe("Quick: are you open on Sunday?");
    expect(await star.firstTurn(11)).toBeUndefined();
  });
});

describe("instructions to the user", () => {
  it("stand by the number of the user's utterances so far, without their counter", async () => {
    expect(await star.userInstructions(1)).toEqual({
      0: "Ask to keep your novel longer.",
      2: "Say goodbye politely.",
    });
    expect(await star.userInstructions(2)).toEqual({});
  });
});

describe("tasks", () => {
  it("have a graph and responses whose values are named in capitals", async () => {
    expect(await star.graph("library_renew")).toMatchObject({
      hello: "ask_card",
      query: "library_inform_due_date",
    });
    const responses = await star.responses("library_renew");
    expect(responses["library_inform_due_date"]).toBe(
      "Your loan of TITLE now runs until DUE_DATE, for FEE cents.",
    );
    expect(responses).not.toHaveProperty("out_of_scope");
  });

  it("have their responses from the task's own file where there is no other", async () => {
    expect((await star.responses("library_hours"))["library_inform_hours"]).toBe(
      "On DAY we are open from FROM to TILL.",
    );
  });

  it("of a dialogue are all there, not just the first", async () => {
    expect(await star.dialogTaskNames(10)).toEqual(["library_renew", "library_hours"]);
    expect((await star.dialogTasks(10)).map((task) => task.name)).toEqual(["library_renew", "library_hours"]);
    expect((await star.dialogGraphs(10)).map((graph) => graph["query"])).toEqual([
      "library_inform_due_date",
      "library_inform_hours",
    ]);
    expect((await star.dialogResponses(10)).map((responses) => Object.keys(responses).length)).toEqual([
      4, 3,
    ]);
  });

  it("that do not exist are named, before a path is made of them", async () => {
    await expect(star.graph("../dialogues")).rejects.toMatchObject({ code: "invalid_argument" });
  });
});

describe("what is told about a scenario", () => {
  it("is the wishes, the duties, every flow chart and how it goes", async () => {
    const text = await star.dialogScenarioDescription(10);
    expect(text).toContain("Keep your novel longer, and ask when the library opens on Monday.");
    expect(text).toContain("digraph library_renew {\n  hello -> ask_card;");
    expect(text).toContain('"ask_day": "Which day do you mean?"');
    expect(text).toContain(
      "Several tasks: the user brings up more than one of library_renew, library_hours.",
    );
    expect(text).toContain("A happy path");
    expect(await star.dialogScenarioDescription(2)).toContain("Not a happy path");
    expect(await star.flowcharts(await star.scenario(10))).toContain("digraph library_hours");
  });

  it("is played by a user and a system", async () => {
    const scenario = await star.scenario(1);
    const user = star.userPersona(scenario);
    expect(user.role).toBe("a user who calls an AI assistant for library");
    expect(user.circumstances).toBe(scenario.UserTask);
    expect(user.rules).toContain("Bring up one matter only, library_renew.");
    expect(star.systemPersona(scenario).attributes()).toMatchObject({
      role: "AI assistant",
      rules: scenario.WizardTask,
    });
  });

  it("names the tasks where no domain is known", async () => {
    expect(star.userPersona(await star.scenario(11)).role).toBe(
      "a user who calls an AI assistant for library_hours",
    );
  });

  it("can come from a dialogue, and is checked", async () => {
    const { scenario } = await star.dialog(1);
    expect(star.userPersona(scenario).role).toContain("library");
    expect(() => star.userPersona("at the library")).toThrow("not a scenario of STAR");
  });
});
