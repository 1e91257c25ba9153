import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { ServiceTracker } from "./service-tracker.ts";

it("a run whose file of known runs cannot be read is tracked as a new one", async () => {
  const made: string[] = [];
  const tracker = new ServiceTracker<string>(await temporaryFolder(), {
    // Longer than a name may be: neither there nor missing.
    file: "x".repeat(300),
    create: async ({ name }) => (made.push(name), name),
    find: async () => undefined,
    idOf: (run) => run,
    update: async () => undefined,
    params: async () => undefined,
    metrics: async () => undefined,
    results: async () => undefined,
  });
  const variant = {
    overrides: {},
    recipe: {},
    identity: "",
    count: 1,
    inputs: {},
    prompts: {},
    promptTexts: {},
  };
  const manifest = { name: "a", kind: "dialogues", environment: {}, variants: [variant] };
  // Which runs they are cannot be kept there either, and that is told.
  await expect(tracker.start(manifest as never)).rejects.toMatchObject({ code: "ENAMETOOLONG" });
  expect(made).toEqual(["a"]);
});
