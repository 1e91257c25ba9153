import type { Agent } from "@sdialog/agents";
import { contrast, type Direction, type InspectedResponse, Inspector } from "@sdialog/interpretability";
import { parseModelString } from "@sdialog/llm";
import { listModules } from "@sdialog/local";
import type { LensView, LookRequest, LookView, SteerRequest, SteerView } from "../../protocol/inspection.ts";
import { sceneAgent } from "../../scene/scene-conversation.ts";
import type { KeptStates } from "./kept-states.ts";
import { layersOf, lookView } from "./look-view.ts";

/** The residual stream after each layer. */
const layers = "model.layers.*";
const alternatives = 8;
/** How many tokens are told that would be said after a layer. */
const likeliest = 3;
/** What follows a layer's path in that of its attention. */
const weights = ".attention_weights";

/**
 * Has an agent answer, and looks at every layer while it does.
 * @param kept where the states are kept for the lens
 * @throws ModelError for a model that is not local
 */
export async function look(request: LookRequest, kept: KeptStates, signal: AbortSignal): Promise<LookView> {
  const agent = sceneAgent(request.participant);
  const { attention, prompt = false } = request;
  const attentive = await attentiveLayers(request.participant);
  const { model } = request.participant;
  if (attention === null || !attentive.includes(attention)) {
    const response = await inspected(agent, request, signal);
    return lookView(response, { states: kept.keep(response, model), attentive });
  }
  // An inspector of its own, since no lens reads attention.
  const looking = new Inspector({
    target: `${attention}${weights}`,
    tokens: prompt ? "all" : "generated",
  });
  const response = await inspected(agent.with(looking), request, signal);
  const states = kept.keep(response, model);
  return lookView(response, { states, attentive, looking: looking.response(-1), promptLooks: prompt });
}

/** What would be said from states that were kept. @throws SDialogError `states_gone` */
export async function readLens(
  kept: KeptStates,
  names: readonly string[],
  signal: AbortSignal,
): Promise<LensView> {
  const tokens = names.map((name) => kept.find(name));
  const lens: LensView["lens"][number][] = [];
  for (const { response, token } of tokens) {
    const options = { count: likeliest, sites: layersOf(response), signal };
    const [read = []] = await response.readLens([token], options);
    lens.push(read.map((likely) => likely.map(({ token: text }) => text)));
  }
  return { lens };
}

/**
 * Finds a direction by contrast, unless one is given, and has an agent answer the same without it and with it added or taken out. The seed
 * is the same, so what differs is the steering.
 *
 * @throws ModelError for a model that is not local; InvalidArgumentError for examples that tell nothing apart
 */
export async function steer(
  request: SteerRequest,
  kept: KeptStates,
  signal: AbortSignal,
  saved?: Direction,
): Promise<SteerView> {
  const agent = sceneAgent(request.participant);
  const { site, positive, negative } = request;
  const direction = saved ?? (await contrast(agent, { positive, negative, site, signal }));
  const attentive = await attentiveLayers(request.participant);
  const before = await inspected(agent, request, signal);
  const after = await inspected(agent.with(steering(request, direction)), request, signal);
  const view = (response: InspectedResponse): LookView =>
    lookView(response, { states: kept.keep(response, request.participant.model), direction, attentive });
  return { before: view(before), after: view(after), length: direction.length };
}

/** The layers whose attention can be looked at: none of a model that is not local, which the reply refuses by itself. */
async function attentiveLayers({ model }: LookRequest["participant"]): Promise<readonly string[]> {
  if (parseModelString(model).backend.name !== "local") return [];
  const { paths } = await listModules(model);
  return paths.filter((path) => path.endsWith(weights)).map((path) => path.slice(0, -weights.length));
}

function steering({ operation, strength, site }: SteerRequest, direction: Direction): Inspector {
  const inspector = new Inspector({ capture: false });
  return operation === "add"
    ? inspector.add(direction, { site, strength })
    : inspector.ablate(direction, { site: layers, strength });
}

async function inspected(
  agent: Agent,
  { message, seed }: Pick<LookRequest, "message" | "seed">,
  signal: AbortSignal,
): Promise<InspectedResponse> {
  const inspector = new Inspector({ target: layers, topK: alternatives });
  await agent.with(inspector).chat({ seed }).respond(message, { signal });
  return inspector.response(-1);
}
