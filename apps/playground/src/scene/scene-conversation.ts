import { Agent, Conversation, human, type Participant, type TurnTaking } from "@sdialog/agents";
import { Context } from "@sdialog/core";
import { orchestratorFromJSON } from "@sdialog/orchestrators";
import type { Scene, SceneParticipant } from "../protocol/scene.ts";
import { sceneNoise } from "./scene-noise.ts";
import { givenAttributes, scenePersona } from "./scene-persona.ts";
import { sceneTool } from "./scene-tools.ts";
import { sceneTurnTaking } from "./scene-turn-taking.ts";

/** What connects a conversation with whoever watches it. */
export interface SceneHooks {
  /** Asks the person at the page for a message; nothing ends the conversation. */
  readonly ask: (name: string, signal?: AbortSignal) => Promise<string | undefined>;
  /** Wraps the choice of the next speaker. */
  readonly around?: ((turnTaking: TurnTaking) => TurnTaking) | undefined;
}

/**
 * A scene as a conversation that can be held.
 * @throws InvalidArgumentError, DataFormatError naming what is wrong with the scene
 */
export function sceneConversation(
  scene: Scene,
  { ask, around = (inner) => inner }: SceneHooks,
): Conversation {
  return new Conversation({
    participants: scene.participants.map((participant) => sceneParticipant(participant, ask)),
    context: sceneContext(scene),
    turnTaking: around(sceneTurnTaking(scene)),
    maxTurns: scene.maxTurns,
  });
}

/** The situation; nothing when nothing is said of it. @throws InvalidArgumentError for a value of the wrong type */
export function sceneContext({ context }: Scene): Context | undefined {
  const given = givenAttributes(context);
  return Object.keys(given).length === 0 ? undefined : new Context(given);
}

function sceneParticipant(participant: SceneParticipant, ask: SceneHooks["ask"]): Participant {
  return participant.playedBy === "person" ? scenePerson(participant, ask) : sceneAgent(participant);
}

function scenePerson(participant: SceneParticipant, ask: SceneHooks["ask"]): Participant {
  const persona = scenePersona(participant);
  const { name } = sceneAgent(participant);
  const person = human(name, (view, signal) => ask(view.me, signal));
  return { ...person, persona: persona.toJSON(), noise: sceneNoise(participant) };
}

/** A participant as an agent. @throws as {@link sceneConversation} */
export function sceneAgent(participant: SceneParticipant): Agent {
  const { model, temperature, think, firstUtterance, tools, orchestrators } = participant;
  return new Agent({
    persona: scenePersona(participant),
    model,
    temperature: temperature ?? undefined,
    think: think ? true : undefined,
    firstUtterance: firstUtterance === "" ? undefined : firstUtterance,
    tools: tools.map(sceneTool),
    orchestrators: orchestrators.map((rule) => orchestratorFromJSON(rule)),
    noise: sceneNoise(participant),
  });
}
