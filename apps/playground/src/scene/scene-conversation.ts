import {
  Agent,
  chatbot,
  Conversation,
  goalDirectedUser,
  human,
  type Participant,
  scripted,
  type TurnTaking,
} from "@sdialog/agents";
import { Context } from "@sdialog/core";
import { orchestratorFromJSON } from "@sdialog/orchestrators";
import { chatbotOf } from "@sdialog/runner";
import type { Scene, SceneParticipant } from "../protocol/scene.ts";
import { chatbotSpec } from "./scene-chatbot.ts";
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
  /** Wraps everybody who takes part. */
  readonly watch?: ((participant: Participant) => Participant) | undefined;
}

/**
 * A scene as a conversation that can be held.
 * @throws InvalidArgumentError, DataFormatError naming what is wrong with the scene
 */
export function sceneConversation(
  scene: Scene,
  { ask, around = (inner) => inner, watch = (inner) => inner }: SceneHooks,
): Conversation {
  return new Conversation({
    participants: scene.participants.map((participant) => watch(sceneParticipant(participant, ask))),
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
  switch (participant.playedBy) {
    case "model":
      return sceneAgent(participant);
    case "user":
      return sceneUser(participant);
    case "chatbot":
      return sceneChatbot(participant);
    case "person":
      return withPersona(participant, (name) => human(name, (view, signal) => ask(view.me, signal)));
    case "script":
      return withPersona(participant, (name) => scripted(name, participant.lines));
  }
}

function withPersona(participant: SceneParticipant, make: (name: string) => Participant): Participant {
  const persona = scenePersona(participant);
  return { ...make(nameOf(participant)), persona: persona.toJSON(), noise: sceneNoise(participant) };
}

/** A simulated user. @throws InvalidArgumentError without a goal */
function sceneUser(participant: SceneParticipant): Participant {
  const { goal, details, facts, model, temperature, orchestrators } = participant;
  return goalDirectedUser({
    persona: scenePersona(participant),
    goal,
    details: details === "" ? undefined : details,
    facts,
    name: nameOf(participant),
    model,
    settings: temperature === null ? {} : { temperature },
    orchestrators: orchestrators.map((rule) => orchestratorFromJSON(rule)),
    noise: sceneNoise(participant),
  });
}

/** @throws InvalidArgumentError for a chatbot that is not described whole, or whose description holds a key */
function sceneChatbot(participant: SceneParticipant): Participant {
  const name = nameOf(participant);
  return chatbot(chatbotOf(chatbotSpec(participant), `chatbot ${name}`), { name });
}

function nameOf(participant: SceneParticipant): string {
  return sceneAgent(participant).name;
}

/** A participant as an agent. @throws as {@link sceneConversation} */
export function sceneAgent(participant: SceneParticipant): Agent {
  const { model, temperature, think, firstUtterance, details, facts, tools, orchestrators } = participant;
  return new Agent({
    persona: scenePersona(participant),
    model,
    temperature: temperature ?? undefined,
    think: think ? true : undefined,
    firstUtterance: firstUtterance === "" ? undefined : firstUtterance,
    dialogueDetails: details === "" ? undefined : details,
    facts: Object.keys(facts).length === 0 ? undefined : facts,
    tools: tools.map(sceneTool),
    orchestrators: orchestrators.map((rule) => orchestratorFromJSON(rule)),
    noise: sceneNoise(participant),
  });
}
