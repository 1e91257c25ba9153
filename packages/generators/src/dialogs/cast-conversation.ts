import {
  Agent,
  type AgentOptions,
  type Behaviour,
  Conversation,
  drawBehaviour,
  type Guard,
  minTurns,
  userGuards,
} from "@sdialog/agents";
import { checkBehaviour, defaultGuards } from "@sdialog/agents/internal";
import type { AttributeModel, Context, Random } from "@sdialog/core";
import { checkArguments, checkOptions, type OptionNames, requireOptions } from "@sdialog/core/internal";
import type { ModelRef } from "@sdialog/llm";
import type { ConversationGeneratorOptions } from "./conversation-generator.ts";

/** Somebody who is drawn anew for every conversation. */
export interface CastSpeaker<Ref = ModelRef> {
  /** Who it is in the conversation of a number, counted from 0. */
  readonly persona: (random: Random, index: number) => AttributeModel | string;
  /** What answers for it. Default: the plan's own model. */
  readonly model?: Ref | undefined;
  /** How it behaves: policies, or types of users with their shares. */
  readonly behaviour?: Behaviour | undefined;
  /** Everything else about its agent; what knows facts is held to them. */
  readonly agent?: Omit<AgentOptions, "model" | "persona"> | undefined;
}

/** Who talks, in speaking order, where, and how long. */
export interface Cast<Ref = ModelRef> {
  readonly speakers: readonly CastSpeaker<Ref>[];
  /** The situation of a conversation. */
  readonly context?: ((random: Random) => Context) | undefined;
  /** Nobody may end the conversation sooner; messages of all. */
  readonly minTurns?: number | undefined;
  /** Most messages of all. Default: 20, as in recipes. */
  readonly maxTurns?: number | undefined;
}

const castNames: OptionNames<Cast<unknown>> = {
  speakers: true,
  context: true,
  minTurns: true,
  maxTurns: true,
};

/**
 * Conversations between people who are drawn anew for each, for a {@link ConversationGenerator}; recipes of the kind
 * `dialogues` are cast by it. Beside what holds for everybody, somebody who knows facts tells them when asked, and
 * makes up no others.
 *
 * @throws InvalidArgumentError for a policy there is not, or wrong options of one
 */
export function castConversation<Ref = ModelRef>(
  cast: Cast<Ref>,
): ConversationGeneratorOptions<Ref>["conversation"] {
  checkArguments("castConversation", arguments, 1);
  checkOptions("castConversation", cast, castNames);
  requireOptions("castConversation", cast, ["speakers"]);
  for (const { behaviour } of cast.speakers) if (behaviour !== undefined) checkBehaviour(behaviour);
  return async (random, task, index) => {
    const making = cast.speakers.map(async ({ persona, model, behaviour = [], agent }, position) => {
      const own = drawBehaviour(behaviour, random.fork("behaviour", position));
      return new Agent({
        ...agent,
        persona: persona(random.fork("persona", position), index),
        model: await task.model(model),
        orchestrators: [...(agent?.orchestrators ?? []), ...own.orchestrators],
      });
    });
    const participants = await Promise.all(making);
    const context = cast.context?.(random.fork("context"));
    const least = cast.minTurns;
    return new Conversation({
      participants,
      guards: [...defaultGuards(), ...participants.flatMap((agent) => guardsOf(agent, context))],
      context,
      stop: least === undefined ? [] : [minTurns(least)],
      maxTurns: cast.maxTurns ?? 20,
    });
  };
}

/** Somebody who knows facts is there to tell them when asked, and makes up no others; what both are after is no secret. */
function guardsOf(agent: Agent, context: Context | undefined): readonly Guard[] {
  const { facts, orchestrators } = agent.options;
  if (facts === undefined || agent.name === "") return [];
  const goal = [context?.goals ?? []].flat();
  return userGuards({ user: agent.name, facts, goal, told: [agent.prompt({ context })], orchestrators });
}
