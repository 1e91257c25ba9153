// %% [markdown]
// # 13. Writing a backend
//
// Every model in this library is reached by a string, `"backend:model"`, and used through one small contract. Adding a
// backend means implementing that contract and registering a name. This lesson does it twice: with a model of our own
// that needs no network, and with the template for providers that have an HTTP interface.

// %%
import { setTimeout as pause } from "node:timers/promises";
import { Agent } from "@sdialog/agents";
import { InvalidArgumentError, Random } from "@sdialog/core";
import {
  type Backend,
  type BackendOptions,
  type ChatModel,
  type ChatRequest,
  defineChatModel,
  listBackends,
  type ModelCapabilities,
  registerBackend,
  resolveModel,
} from "@sdialog/llm";
import { backendModel, newBackendFiles } from "@sdialog/llm/backend-kit";
import { modelCases } from "@sdialog/llm/testing";

// %% [markdown]
// ## The contract
//
// A `ChatModel` has an id, says what it can do, and answers a request, at once or as a stream. It is stateless: all it
// needs is in the request, the seed included.
//
// Our model is the oldest there is: a Markov chain. It knows which word follows which in a few lines, and picks.

// %%
const corpora: Record<string, string> = {
  cafe:
    "hello what can i get you . i would like a latte with oat milk please . would you like something to eat with that . " +
    "do you have any apple pie . yes we have apple pie and a blueberry muffin . that is six dollars please . here you go . " +
    "thank you and have a wonderful day . what kind of milk would you like . oat milk please . your latte is ready .",
};

function chainOf(name: string): ReadonlyMap<string, readonly string[]> {
  const words = corpora[name]?.split(" ");
  if (words === undefined) {
    throw new InvalidArgumentError(`There is no Markov chain called "${name}"`, {
      hint: `There are: ${Object.keys(corpora).join(", ")}.`,
    });
  }
  const chain = new Map<string, string[]>();
  for (const [index, word] of words.entries())
    chain.set(word, [...(chain.get(word) ?? []), words[index + 1] ?? words[0] ?? ""]);
  return chain;
}

function babble(chain: ReadonlyMap<string, readonly string[]>, request: ChatRequest): string[] {
  const random = new Random(request.seed ?? 0).fork(JSON.stringify(request.messages));
  const words: string[] = [];
  let word = random.pick(chain.get(".") ?? []);
  while (word !== "." && words.length < (request.maxTokens ?? 40)) {
    words.push(word);
    word = random.pick(chain.get(word) ?? ["."]);
  }
  return words;
}

const request: ChatRequest = { messages: [{ role: "user", content: "Hi!" }], seed: 4 };
console.log(babble(chainOf("cafe"), request).join(" "));

// %% [markdown]
// ## A first attempt
//
// The least that type-checks: `defineChatModel` makes the stream from `generate`.

// %%
const capabilities: ModelCapabilities = {
  streaming: true,
  tools: false,
  jsonSchema: "none",
  thinking: false,
  seed: true,
  logprobs: false,
  stop: true,
};

const naive = defineChatModel({
  id: "markov:cafe",
  capabilities,
  async generate(asked) {
    const words = babble(chainOf("cafe"), asked);
    return {
      text: words.join(" "),
      toolCalls: [],
      finishReason: "stop",
      usage: { inputTokens: 1, outputTokens: words.length, calls: 1 },
      warnings: [],
      model: "markov:cafe",
    };
  },
});

// %% [markdown]
// Is that enough? The suite that the built-in backends pass is public. Cases for what a model does not offer are skipped,
// with the reason.

// %%
async function examine(connect: (options: BackendOptions) => ChatModel | Promise<ChatModel>): Promise<void> {
  for (const { name, skip, run } of await modelCases({ connect })) {
    const outcome =
      skip === undefined
        ? await run().then(
            () => "passed",
            () => "FAILED",
          )
        : "skipped";
    console.log(outcome.padEnd(8), name + (skip === undefined ? "" : ` (${skip})`));
  }
}
await examine(() => naive);

// %% [markdown]
// Each failure is a bug somebody would have met in the third hour of a run: a stop text that is ignored, tools that are
// silently not called, a cancelled run that goes on, a time limit that limits nothing, a reply cut at its length that
// claims to be finished.
//
// ## The second attempt
//
// All of that is the same for every backend, so it is in the kit. `backendModel` checks the request against the
// capabilities, keeps the time limit and the signal, tells a whole reply from a cut one, and makes every failure a
// `ModelError` without secrets in it. What is left to us is to produce the pieces.

// %%
function markovModel(name: string, options: BackendOptions = {}): ChatModel {
  const chain = chainOf(name);
  return backendModel({
    id: `markov:${name}`,
    capabilities,
    settings: ["seed", "maxTokens", "stop"], // others become warnings
    options,
    failure: () => undefined, // no provider, no errors of one
    async generate(asked, reply) {
      for await (const chunk of this.stream(asked, reply)) void chunk;
      return [];
    },
    async *stream(asked, reply) {
      const words = babble(chain, asked);
      const whole = words.join(" ");
      const stops = (asked.stop ?? []).map((stop) => whole.indexOf(stop)).filter((at) => at >= 0);
      const text = whole.slice(0, Math.min(whole.length, ...stops));
      for (const piece of text.split(/(?<= )/)) {
        await pause(1, undefined, { signal: asked.signal }); // as if it had to think
        yield* reply.text(piece);
      }
      const inputTokens = asked.messages.reduce((sum, { content }) => sum + content.split(/\s+/).length, 0);
      reply.usage({ inputTokens, outputTokens: words.length });
      reply.finishReason = stops.length === 0 && words.length === asked.maxTokens ? "length" : "stop";
    },
  });
}
await examine((options) => markovModel("cafe", options));

// %% [markdown]
// ## Registering
//
// A backend is data, and loads its module only when its name is first used.

// %%
const markov: Backend = {
  name: "markov",
  description: "babbles from chains of words",
  packages: [],
  capabilities: { ...capabilities, embeddings: false },
  create: async () => ({ chat: markovModel }),
};
registerBackend(markov);

console.log(
  listBackends()
    .map(({ name }) => name)
    .join(", "),
);
await resolveModel("markov:tea").catch((error: InvalidArgumentError) =>
  console.log(error.message, error.hint),
);

// %% [markdown]
// From here on it is a model like any other, in agents, generators, recipes and on the command line:

// %%
const customer = new Agent({ name: "Bob", persona: "Your role: customer", model: "markov:cafe" });
const barista = new Agent({ name: "Alice", persona: "Your role: barista", model: "markov:cafe" });
(await customer.dialogWith(barista, { maxTurns: 8, seed: 3 })).print();

// %% [markdown]
// ## A provider behind HTTP
//
// For a provider's interface there is a template: the backend, the server's side of its protocol, and a test that runs
// some 75 cases (text, streams, tools, time-outs, 429 with Retry-After, torn replies, …) against a server that really
// speaks it. `sdialog new backend my-provider` writes it; its tests pass as they are, and fail when you break something.

// %%
const files = await newBackendFiles("my-provider");
for (const [path, content] of Object.entries(files))
  console.log(`${path} (${content.split("\n").length} lines)`);
console.log(files["src/index.test.ts"]);

// %% [markdown]
// If the provider has an AI SDK package, nothing needs to be written at all: `fromAiSdk(model)` of `@sdialog/llm/ai-sdk`.
