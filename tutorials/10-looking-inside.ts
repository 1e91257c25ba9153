// %% [markdown]
// # 10. Looking inside, and steering
//
// A dialogue shows what a model said. With a model that runs in this process we can also look at what it computed on the
// way, and change it. The subject is the bundled model: six layers of 256 numbers, small enough that every experiment
// here takes seconds. Any ONNX export of a larger model (`local:onnx-community/…`) is inspected with the same code.

// %%
import { Agent } from "@sdialog/agents";
import { renderSvg } from "@sdialog/report";
import {
  activationHeatMap,
  contrast,
  Inspector,
  measure,
  type Metric,
  sweep,
  sweepHeatMap,
} from "@sdialog/interpretability";
import type { Message } from "@sdialog/llm";
import { listModules } from "@sdialog/local";
import { show } from "./show.ts";

// %% [markdown]
// ## Where one can look
//
// Places are named by module path, as in PyTorch. The residual stream runs through the outputs of the layers.

// %%
const { paths } = await listModules("local");
console.log(paths.length, "places, for example:", paths.slice(0, 8));

// %% [markdown]
// ## Watch a reply
//
// An `Inspector` is attached like a rule. `topK` keeps what else each token might have been, `lens` what each layer would
// already have said.

// %%
const inspector = new Inspector({ target: "model.layers.*", topK: 4, lens: 1 });
const barista = new Agent({ systemPrompt: "Your name: Alice\nYour role: friendly barista" });
const watched = barista.with(inspector).chat({ seed: 6 });

console.log(await watched.respond("Hi! Could I have a latte, please?"));

// %%
const response = inspector.response(0);
console.table(
  response.tokens.slice(0, 8).map((token) => ({
    token: token.text,
    alternatives: token.top
      .slice(0, 4)
      .map(({ token: text, probability }) => `${text.trim()} ${Math.round(100 * probability)} %`)
      .join(", "),
  })),
);

// %% [markdown]
// Some tokens are certain, some are a coin toss: that is where another seed takes another way.
//
// ## When does it know?
//
// The *logit lens* reads the residual stream after each layer as if it were the last. Rows are layers (first at the
// top), columns the tokens that were said; colour is how sure the layer's own favourite is.

// %%
const layers = response.captures.map(({ site }) => site);
const readings = response.tokens.slice(0, 10).flatMap((token, column) =>
  layers.map((site) => {
    const [best] = token.lens(site);
    return {
      layer: site.replace("model.layers.", "layer "),
      token: `${String(column).padStart(2, "0")} ${token.text}`,
      word: best?.token ?? "",
      sure: best?.probability ?? 0,
    };
  }),
);
const position = {
  y: { field: "layer", type: "nominal", title: null },
  x: { field: "token", type: "nominal", title: null, axis: { labelExpr: "substring(datum.label, 3)" } },
} as const;

await show(
  "lens",
  await renderSvg({
    title: "What each layer would have said",
    data: { values: readings },
    width: 620,
    height: 170,
    layer: [
      {
        mark: "rect",
        encoding: {
          ...position,
          color: { field: "sure", type: "quantitative", scale: { scheme: "blues", domain: [0, 1] } },
        },
      },
      { mark: { type: "text", fontSize: 10 }, encoding: { ...position, text: { field: "word" } } },
    ],
  }),
);

// %% [markdown]
// Early layers guess frequent words; the reply appears in the last two or three. The size of the activations tells a
// similar story:

// %%
await show("activations", await activationHeatMap(response, { title: "Length of the residual stream" }));

// %% [markdown]
// ## A direction
//
// Is there a place where the model decides *to ask a question*? Take conversations that lead it to ask and others that
// do not, and subtract the mean activations at the last token of the prompt.

// %%
const conversation = (role: string, said: string): Message[] => [
  { role: "system", content: `Your name: Alice\nYour role: ${role}` },
  { role: "user", content: said },
];
const asks: Metric = (reply) => reply.includes("?");
const roles = [
  "barista",
  "customer",
  "doctor",
  "patient",
  "travel agent",
  "student",
  "movie fan",
  "bank clerk",
];
const openings = ["Hi!", "I like movies a lot.", "Can you help me?", "That sounds good to me."];
const starts = roles.flatMap((role) => openings.map((said) => conversation(role, said)));

const model = "local:pocket";
const rates = await Promise.all(
  starts.map((example) =>
    measure(model, { examples: [example], metric: asks, seeds: [1, 2, 3], maxTokens: 24 }),
  ),
);
const leadTo = (low: number, high: number): Message[][] =>
  starts.filter((_, index) => (rates[index]?.mean ?? 0) >= low && (rates[index]?.mean ?? 0) <= high);
const asking = leadTo(1, 1);
const telling = leadTo(0, 0.34);
console.log(asking.length, "conversations lead to questions,", telling.length, "to statements");

// %% [markdown]
// Half of each finds the direction. The other half will show whether it means anything.

// %%
const everyOther = <Item>(items: readonly Item[], offset: number): Item[] =>
  items.filter((_, index) => index % 2 === offset);
const site = "model.layers.3";
const direction = await contrast(model, {
  positive: everyOther(asking, 0),
  negative: everyOther(telling, 0),
  site,
  token: "last",
});
console.log("a direction of", direction.values.length, "numbers, length", direction.length.toFixed(1));

// %% [markdown]
// ## Steering
//
// Added while the reply is generated, it should make questions; subtracted, prevent them; and *ablated* (whatever points
// along it removed) it should take the effect of adding away. Same seeds in every cell, so nothing but the edit differs.

// %%
const heldBack = { "led to statements": everyOther(telling, 1), "led to questions": everyOther(asking, 1) };
const seeds = [11, 12, 13, 14, 15];
const after = { site: ["model.layers.3", "model.layers.4", "model.layers.5"] };
const steer = (strength: number) => new Inspector().add(direction, { site, strength, tokens: "generated" });

const conditions: Record<string, Inspector[]> = {
  "as it is": [],
  added: [steer(0.7)],
  subtracted: [steer(-0.7)],
  "added, then ablated": [steer(0.7).ablate(direction, after)],
};
const results: object[] = [];
for (const [kind, conversations] of Object.entries(heldBack)) {
  for (const [condition, inspectors] of Object.entries(conditions)) {
    const examples = conversations.slice(0, 5);
    const { mean, error } = await measure(
      model,
      { examples, metric: asks, seeds, maxTokens: 20 },
      inspectors,
    );
    results.push({ kind, condition, mean, low: mean - error, high: mean + error });
  }
}

const y = { field: "condition", type: "nominal", title: null, sort: Object.keys(conditions) } as const;
await show(
  "steering",
  await renderSvg({
    title: "Share of replies that ask a question (± standard error)",
    data: { values: results },
    facet: { column: { field: "kind", title: null, sort: Object.keys(heldBack) } },
    spec: {
      width: 220,
      height: { step: 30 },
      layer: [
        {
          mark: "bar",
          encoding: { y, x: { field: "mean", type: "quantitative", title: null, axis: { format: "%" } } },
        },
        {
          mark: "rule",
          encoding: { y, x: { field: "low", type: "quantitative" }, x2: { field: "high" } },
        },
      ],
    },
  }),
);

// %% [markdown]
// Adding makes questions where there were statements, subtracting takes them from where they were. With 25 replies a bar
// the errors are wide: whether ablation undoes the addition cannot be read from this. The README of
// `@sdialog/interpretability` holds the same experiment with 400 replies a bar, where it does.
//
// ## Where does it act?
//
// A sweep tries layers and strengths: one row per layer, one column per strength.

// %%
const cells = await sweep(model, {
  examples: [...heldBack["led to statements"].slice(0, 3), ...heldBack["led to questions"].slice(0, 3)],
  metric: asks,
  seeds: [1, 2, 3],
  maxTokens: 20,
  sites: ["model.layers.1", "model.layers.3", "model.layers.5"],
  strengths: [-0.7, 0, 0.7],
  direction,
  tokens: "generated",
});
await show("sweep", await sweepHeatMap(cells, "Share of replies that ask a question"));

// %% [markdown]
// ## In a conversation
//
// An edited agent talks like any other, and the edit is written into the dialogue's model information. Twice the strength,
// by the way, and all that is left of the model is stammering: more is not better.

// %%
const customer = new Agent({ name: "Bob", systemPrompt: "Your name: Bob\nYour role: customer" });
const curious = new Agent({ name: "Alice", systemPrompt: "Your name: Alice\nYour role: barista" }).with(
  steer(0.5),
);
const dialog = await curious.dialogWith(customer, { maxTurns: 8, seed: 5 });
dialog.print();

// %% [markdown]
// `saveDirection` and `loadDirection` keep directions as `.json`, `.npy` or `.safetensors`. A direction that removes what
// keeps a model from doing harm is as easy to find as this one; use what you find to understand and to repair.
