import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { Star } from "./star.ts";

const path = process.env["SDIALOG_STAR_PATH"] || undefined;
if (path === undefined) {
  console.info(
    "Skipped: the tests on the whole STAR corpus. Set SDIALOG_STAR_PATH to its folder to run them.",
  );
}

const counting = `
  const { Star } = await import(process.argv[1]);
  const star = await Star.open(process.argv[2]);
  const count = { dialogs: 0, turns: 0, events: 0 };
  for await (const dialog of star.dialogs()) {
    count.dialogs += 1;
    count.turns += dialog.length;
    count.events += dialog.events.length;
  }
  console.log(JSON.stringify({ ...count, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
`;

describe.skipIf(path === undefined)("the whole corpus", () => {
  it("has the published numbers of dialogues, turns and matches", async () => {
    const star = await Star.open(path);
    expect(await star.stats()).toEqual({ dialogs: 6652, turns: 108_137, words: 1_049_523 });
    const followups = await star.stats({ task: "doctor_followup", happy: true, multitask: false });
    expect(followups.dialogs).toBe(105);
    expect(star.taskNames()).toHaveLength(24);
  });

  it("begins with a worried patient", async () => {
    const star = await Star.open(path);
    const dialog = await star.dialog(1);
    expect(dialog.length).toBe(8);
    expect(dialog.turns[0]).toEqual({
      speaker: "User",
      text: "Hello, I'm really worried. I forgot what I'm supposed to do and forgot to write it down... What do I do?",
    });
    expect(dialog.turns[7]).toEqual({ speaker: "System", text: "Thank you and goodbye." });
    expect(dialog.scenario).toEqual({
      Domains: ["doctor"],
      Happy: true,
      MultiTask: false,
      UserTask:
        "You (Alexis) had an appointment with Dr. Morgan the other day. Unfortunately, you forgot to write down the instructions the doctor gave you. Please followup and find out how often to take your medicine.",
      WizardCapabilities: [{ Domain: "doctor", SchemaImage: "doctor_followup.jpg", Task: "doctor_followup" }],
      WizardTask: "Inform the user of his/her doctor's orders.",
    });
  });

  it("has scenarios of several tasks", async () => {
    const star = await Star.open(path);
    expect(await star.scenario(5100)).toEqual({
      Domains: ["plane", "weather"],
      Happy: false,
      MultiTask: true,
      UserTask:
        "Come up with your own scenario!\n\nAbout you:\n- Your name: Ben\n\n The AI Assistant can handle:\n- Search for a flight (e.g. from Chicago to Pittsburgh)\n- Book a flight (e.g. with id 193)\n- Checking the weather forecast in different Cities (e.g. Chicago or Pittsburgh)",
      WizardCapabilities: [
        { Domain: "plane", SchemaImage: "plane_search.jpg", Task: "plane_search" },
        { Domain: "plane", SchemaImage: "plane_book.jpg", Task: "plane_book" },
        { Domain: "weather", SchemaImage: "weather.jpg", Task: "weather" },
      ],
      WizardTask: "Follow the flow charts and help the user.",
    });
    expect(await star.dialogTaskNames(5100)).toEqual(["plane_search", "plane_book", "weather"]);
    expect(await star.dialogScenarioDescription(5100)).toContain("digraph weather {");
  });

  it("can be told about, task by task and scenario by scenario", async () => {
    const star = await Star.open(path);
    for (const name of star.taskNames()) {
      const { graph, responses } = await star.task(name);
      expect(Object.keys(graph).length).toBeGreaterThan(0);
      expect(Object.values(responses).join()).not.toMatch(/[{}]/);
    }
    for await (const { scenario } of star.dialogs({ domain: "trivia" })) {
      expect(star.userPersona(scenario).role).toContain("trivia");
    }
  });

  it("streams, turns and events included, in less than 300 MB", async () => {
    const module = new URL("star.ts", import.meta.url).href;
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--conditions=@sdialog/source",
      "--input-type=module",
      "--eval",
      counting,
      module,
      path as string,
    ]);
    const counted = JSON.parse(stdout) as { peakMegabytes: number };
    expect(counted).toMatchObject({ dialogs: 6652, turns: 108_137, events: 250_598 });
    expect(counted.peakMegabytes).toBeLessThan(300);
  });
});
