import { expect, it } from "vitest";
import { describeScenario } from "./describe-scenario.ts";
import { sampleFolder, Star } from "./index.ts";
import { userPersona } from "./star-personas.ts";

const star = await Star.open(sampleFolder);
const scenario = { ...(await star.scenario(1)), Happy: true, MultiTask: false };

it("tells a user how easy to make it, and how many matters to bring up", () => {
  const rules = (changes: object): unknown => userPersona({ ...scenario, ...changes }).rules;
  expect(rules({})).toBe(
    "Take the happy path: cooperate, answer what you are asked, and do nothing surprising. Bring up one matter only, library_renew.",
  );
  expect(rules({ Happy: false })).toMatch(/^Leave the happy path: .* Bring up one matter only/);
  expect(rules({ MultiTask: true })).toMatch(
    /^Take the happy path: .* Bring up several matters .* library_renew\.$/,
  );
});

it("describes a scenario by the same words to whoever writes it alone", async () => {
  const tasks = [{ name: "library_renew", graph: { hello: "ask_card" }, responses: { hello: "Hello." } }];
  const described = (changes: object): string => describeScenario({ ...scenario, ...changes }, tasks);
  expect(described({})).toContain(`What the user wants:\n${scenario.UserTask}`);
  expect(described({})).toContain(`What the system has to do:\n${scenario.WizardTask}`);
  expect(described({})).toContain("- A happy path: both cooperate");
  expect(described({})).toContain("- A single task: library_renew, and nothing besides.");
  expect(described({ Happy: false, MultiTask: true })).toContain(
    "How it goes:\n- Not a happy path: the user hesitates",
  );
  expect(described({ MultiTask: true })).toContain("- Several tasks: the user brings up more than one of");
});
