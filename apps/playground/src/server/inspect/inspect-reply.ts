import type { Agent } from "@sdialog/agents";
import { contrast, type Direction, type InspectedResponse, Inspector } from "@sdialog/interpretability";
import type { LookRequest, LookView, SteerRequest, SteerView } from "../../protocol/inspection.ts";
import { sceneAgent } from "../../scene/scene-conversation.ts";
import { lookView } from "./look-view.ts";

/** The residual stream after each layer. */
const layers = "model.layers.*";
const alternatives = 8;

/** Has an agent answer, and looks at every layer while it does. @throws ModelError for a model that is not local */
export async function look(request: LookRequest, signal: AbortSignal): Promise<LookView> {
  const agent = sceneAgent(request.participant);
  const { attention, prompt = false } = request;
  if (attention === null) return lookView(await inspected(agent, request, signal), { prompt });
  // An inspector of its own, since no lens reads attention.
  const target = `${attention}.attention_weights`;
  const attentive = new Inspector({ target, tokens: prompt ? "all" : "generated" });
  const response = await inspected(agent.with(attentive), request, signal);
  return lookView(response, { prompt, attentive: attentive.response(-1) });
}

/**
 * Finds a direction by contrast, unless one is given, and has an agent answer the same without it and with it added or taken out. The seed
 * is the same, so what differs is the steering.
 *
 * @throws ModelError for a model that is not local; InvalidArgumentError for examples that tell nothing apart
 */
export async function steer(
  request: SteerRequest,
  signal: AbortSignal,
  saved?: Direction,
): Promise<SteerView> {
  const agent = sceneAgent(request.participant);
  const { site, positive, negative } = request;
  const direction = saved ?? (await contrast(agent, { positive, negative, site, signal }));
  const before = await inspected(agent, request, signal);
  const after = await inspected(agent.with(steering(request, direction)), request, signal);
  return {
    before: lookView(before, { direction }),
    after: lookView(after, { direction }),
    length: direction.length,
  };
}

function steering({ operation, strength, site }: SteerRequest, direction: Direction): Inspector {
  const inspector = new Inspector({ capture: false });
  return operation === "add"
    ? inspector.add(direction, { site, strength })
    : inspector.ablate(direction, { site: layers, strength });
}

async function inspected(
  agent: Agent,
  { message, seed, prompt = false }: Pick<LookRequest, "message" | "seed" | "prompt">,
  signal: AbortSignal,
): Promise<InspectedResponse> {
  const lensTokens = prompt ? "all" : "generated";
  const inspector = new Inspector({ target: layers, topK: alternatives, lens: 3, lensTokens });
  await agent.with(inspector).chat({ seed }).respond(message, { signal });
  return inspector.response(-1);
}
