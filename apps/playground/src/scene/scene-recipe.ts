import { InvalidArgumentError } from "@sdialog/core";
import type { Scene, SceneParticipant } from "../protocol/scene.ts";
import { givenAttributes } from "./scene-persona.ts";

/**
 * A scene as the recipe of a run that makes many dialogues of it, each under a seed of its own.
 * @throws InvalidArgumentError naming what of the scene a run does not have
 */
export function sceneRecipe(
  scene: Scene,
  { name, count }: { readonly name: string; readonly count: number },
): Record<string, unknown> {
  const missing = [
    ...new Set(scene.participants.flatMap(beyondRuns)),
    ...(scene.turnTaking === "alternate" ? [] : ["turn-taking other than in order"]),
  ];
  if (missing.length > 0) {
    throw new InvalidArgumentError(`A run has no ${missing.join(", no ")}`, {
      hint: "Leave it out of the cast, or take the scene as code and run that in a loop; a chatbot is tested with sdialog test.",
    });
  }
  const context = givenAttributes(scene.context);
  return {
    kind: "dialogues",
    name,
    count,
    seed: scene.seed,
    maxTurns: scene.maxTurns,
    ...(Object.keys(context).length === 0 ? {} : { context }),
    personas: scene.participants.map(personaRecipe),
  };
}

/** Who plays besides a model, as errors call them. */
const players: Readonly<Record<Exclude<SceneParticipant["playedBy"], "model">, string>> = {
  person: "person to talk with",
  user: "simulated user with a goal",
  chatbot: "chatbot under test",
  script: "script",
};

function beyondRuns({ playedBy, tools, noise, think }: SceneParticipant): string[] {
  return [
    ...(playedBy === "model" ? [] : [players[playedBy]]),
    ...(tools.length > 0 ? ["tools"] : []),
    ...(noise.kind === "none" ? [] : ["noise"]),
    ...(think ? ["thinking"] : []),
  ];
}

function personaRecipe({ persona, model, temperature, firstUtterance, orchestrators }: SceneParticipant) {
  return {
    type: persona.type,
    ...givenAttributes(persona.attributes),
    agent: {
      model,
      ...(temperature === null ? {} : { settings: { temperature } }),
      ...(firstUtterance === "" ? {} : { firstUtterance }),
      ...(orchestrators.length === 0 ? {} : { orchestrators }),
    },
  };
}
