import { Random } from "@sdialog/core";
import { expect, it } from "vitest";
import { sceneSchema } from "../protocol/scene.ts";
import { sceneConversation } from "./scene-conversation.ts";
import { sceneNoise } from "./scene-noise.ts";

const person = (name: string, more: object = {}) => ({
  persona: { type: "Persona", attributes: { name } },
  ...more,
});
const played = (more: object) => {
  const scene = sceneSchema.parse({
    participants: [person("Ann", more), person("Bo")],
    seed: 3,
    maxTurns: 5,
  });
  return { scene, ann: scene.participants[0]! };
};

it.each(["typing", "speech", "semantic"])("%s is a noise of its own, and none is none", (kind) => {
  const noiseOf = (one: string) => sceneNoise(played({ noise: { kind: one, activation: 1 } }).ann);
  expect(noiseOf(kind)?.apply).toBeTypeOf("function");
  expect(noiseOf("none")).toBeUndefined();
  // Only what another model makes of a message has prompts.
  expect(noiseOf(kind)?.prompts === undefined || Object.keys(noiseOf(kind)?.prompts ?? {}).length === 0).toBe(
    kind !== "semantic",
  );
});

it("what is typed and what is misheard differ", async () => {
  const text = "I would like to know their address for the weather there, please.";
  const heard = async (kind: string) => {
    const noise = sceneNoise(played({ noise: { kind, activation: 1 } }).ann);
    return (await noise?.apply(text, { random: new Random(1), seed: 1 } as never))?.text;
  };
  const [typed, misheard] = [await heard("typing"), await heard("speech")];
  expect(typed).not.toBe(text);
  expect(misheard).not.toBe(typed);
});

it("a simulated user is played with what is said of them, and needs a goal", () => {
  const user = (more: object) => {
    const { scene } = played({ playedBy: "user", model: "local:pocket", ...more });
    let persona: unknown;
    sceneConversation(scene, {
      ask: async () => undefined,
      watch: (participant) => {
        if (participant.name === "Ann") persona = participant.persona;
        return participant;
      },
    });
    return persona;
  };
  expect(user({ goal: "Return the lamp." })).toMatchObject({ name: "Ann" });
  expect(() => user({ goal: "" })).toThrow(/goal/);
});
