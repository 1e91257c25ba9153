import { canonicalJson } from "@sdialog/core";
import { checkOptions } from "@sdialog/core/internal";
import type { ChatModel, ChatRequest, ChatResult } from "./chat-model.ts";
import { ModelError } from "./errors/model-error.ts";
import { parseJsonReply } from "./structured/parse-json-reply.ts";

/** What a model does with what it is asked for, as seen and not as declared. */
export interface ModelProbe {
  /** `honoured`: replies keep to a schema; `ignored`: the server takes one and goes on without; `refused`: it takes none. */
  readonly jsonSchema: "honoured" | "ignored" | "refused";
  /** Whether a tool is called when one must be. */
  readonly tools: boolean;
  /** Whether replies come with the log-probabilities of their tokens. */
  readonly logprobs: boolean;
}

/** How {@link probeModel} asks. */
export interface ProbeModelOptions {
  readonly signal?: AbortSignal | undefined;
}

const asked: ChatRequest["messages"] = [
  { role: "user", content: "Greet me in one short sentence. Use plain words only, no JSON and no tool." },
];
// Enough for models that think before they speak.
const settings = { temperature: 0, maxTokens: 500, seed: 1 } as const;
const word = "heron";

const probes = new WeakMap<ChatModel, Promise<ModelProbe>>();
// Models of one name at one server are one model, however often they are made.
const probesOfServers = new Map<string, Promise<ModelProbe>>();

/**
 * Finds out with three short calls what a server does with a schema, a tool and a wish for log-probabilities: servers
 * that speak a known protocol often take a field and ignore it. Asked once for each model of a server, and remembered.
 *
 * @throws ModelError when the model cannot be reached or fails for other reasons than the field
 */
export function probeModel(model: ChatModel, options: ProbeModelOptions = {}): Promise<ModelProbe> {
  const { signal } = checkOptions("probeModel", options, { signal: true });
  const server = serverOf(model);
  const known = probes.get(model) ?? (server === undefined ? undefined : probesOfServers.get(server));
  if (known !== undefined) return known;
  const probe = run(model, signal);
  probes.set(model, probe);
  if (server !== undefined) probesOfServers.set(server, probe);
  probe.catch(() => {
    probes.delete(model);
    if (server !== undefined) probesOfServers.delete(server);
  });
  return probe;
}

/** Model and server as one key; nothing for a model that no server stands behind, or that is told otherwise than others. */
function serverOf({ id, fingerprint, capabilities }: ChatModel): string | undefined {
  return fingerprint?.["baseURL"] === undefined ? undefined : canonicalJson([id, fingerprint, capabilities]);
}

async function run(model: ChatModel, signal: AbortSignal | undefined): Promise<ModelProbe> {
  const jsonSchema = await schemaSupport(model, signal);
  const tool = await ask(model, "tools", {
    tools: [{ name: word, description: "Greets somebody", inputSchema: { type: "object", properties: {} } }],
    toolChoice: "required",
    signal,
  });
  const tokens = await ask(model, "logprobs", { logprobs: { top: 2 }, signal });
  return {
    jsonSchema,
    tools: (tool?.toolCalls.length ?? 0) > 0,
    logprobs: (tokens?.logprobs?.length ?? 0) > 0,
  };
}

async function schemaSupport(
  model: ChatModel,
  signal: AbortSignal | undefined,
): Promise<ModelProbe["jsonSchema"]> {
  if (model.capabilities.jsonSchema === "none") return "refused";
  // What no model says unless something makes it: the message asks for the opposite.
  const schema = {
    type: "object",
    properties: { bird: { type: "string", enum: [word] } },
    required: ["bird"],
    additionalProperties: false,
  };
  const result = await ask(model, "output", { output: { name: "probe", schema }, signal });
  if (result === undefined) return "refused";
  const parsed = parseJsonReply(result.text);
  const value = parsed.ok ? parsed.value : undefined;
  return typeof value === "object" && value !== null && "bird" in value && value.bird === word
    ? "honoured"
    : "ignored";
}

/** The reply, or nothing when the model does without what was asked for, or says that it cannot do it. */
async function ask(
  model: ChatModel,
  setting: "output" | "tools" | "logprobs",
  request: Omit<ChatRequest, "messages">,
): Promise<ChatResult | undefined> {
  if (setting !== "output" && !model.capabilities[setting]) return undefined;
  try {
    const result = await model.generate({ ...settings, ...request, messages: asked });
    return result.warnings.some((warning) => warning.setting === setting) ? undefined : result;
  } catch (error) {
    const refused = ["invalid_request", "unsupported", "malformed_response", "empty_response"];
    if (error instanceof ModelError && refused.includes(error.kind)) return undefined;
    throw error;
  }
}
