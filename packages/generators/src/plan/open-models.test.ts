import { type ChatModel, ModelError, type ModelRef } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ExperienceGenerator } from "../experiences/experience-generator.ts";
import { GroupChatGenerator } from "../experiences/group-chat-generator.ts";
import { InteractionGenerator } from "../interactions/interaction-generator.ts";
import { RoleplayGenerator } from "../roleplay/roleplay-generator.ts";
import { openModels } from "./open-models.ts";

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith("OPENAI_")) vi.stubEnv(name, undefined);
});
afterEach(() => vi.unstubAllEnvs());

const keyless = "openai:gpt-4.1-mini";
const asked = { personas: ["a cook"], queries: [{ id: "why", text: "Why?" }], count: 1, seed: 1 };
const goals = { goals: ["a recipe"], personas: ["a cook"] };

/** Of two models, the one that is asked first, and the other without a key. */
const generators: Readonly<Record<string, (first: ChatModel) => AsyncGenerator<unknown> | Promise<unknown>>> =
  {
    "an assistant": (first: ChatModel) =>
      new InteractionGenerator<ModelRef>({ user: { model: first }, assistant: { model: keyless } }).generate(
        asked,
      ),
    "an assistant of one interaction": async (first: ChatModel) =>
      new InteractionGenerator<ModelRef>({ user: { model: first }, assistant: { model: keyless } }).interact({
        persona: "a cook",
        query: { id: "why", text: "Why?" },
        seed: 1,
      }),
    "people whose experiences another makes": (first: ChatModel) =>
      new GroupChatGenerator<ModelRef>({
        model: keyless,
        experiences: new ExperienceGenerator<ModelRef>({ model: first }),
      }).generate({ count: 1, seed: 1 }),
    "a responder": (first: ChatModel) =>
      new RoleplayGenerator<ModelRef>({
        ...goals,
        inquirer: { model: first },
        responder: { model: keyless },
      }).generate({
        count: 1,
        seed: 1,
      }),
  };

it.each(Object.entries(generators))("%s without a key costs no call of another model", async (_, make) => {
  const first = scriptedModel(() => "Fine.");
  const making = async () => {
    const made = make(first);
    return made instanceof Promise ? made : Array.fromAsync(made);
  };
  await expect(making()).rejects.toMatchObject({ code: "model_no_credentials" });
  expect(first.requests).toHaveLength(0);
});

it("throws what no task could succeed with, of the first model that is named, and leaves the rest to the tasks", async () => {
  const error = (kind: "no_credentials" | "not_found" | "server") =>
    new ModelError(kind, { kind, model: "x:y" });
  const open = (kind: Parameters<typeof error>[0] | undefined) =>
    kind === undefined ? Promise.resolve() : Promise.reject(error(kind));
  await expect(openModels([undefined, "server"] as const, open)).resolves.toBeUndefined();
  await expect(openModels(["server", "not_found", "no_credentials"] as const, open)).rejects.toThrow(
    "not_found",
  );
});
