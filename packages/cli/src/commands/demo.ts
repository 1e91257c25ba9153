import { counted, visibleText } from "@sdialog/core/internal";
import { join, resolve } from "node:path";
import { Agent, Conversation, type ConversationEvent } from "@sdialog/agents";
import { Dialog } from "@sdialog/core";
import { loadDialogs, saveDialogs } from "@sdialog/core/fs";
import { resolveModel } from "@sdialog/llm";
import { Persona } from "@sdialog/personas";
import { Command } from "commander";
import PQueue from "p-queue";
import { startProgress } from "../terminal/progress.ts";
import { formatTable } from "../terminal/table.ts";
import { requireWritable } from "../terminal/require-writable.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { flowingText } from "../terminal/flowing-text.ts";

interface DemoOptions {
  readonly model: string;
  readonly out: string;
  readonly count: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** `sdialog demo`: everything in one command, on the bundled model. */
export function demoCommand(terminal: Terminal): Command {
  return new Command("demo")
    .description("Watch two personas talk, make a small batch, save it, read it back.")
    .option("--model <backend:model>", "model that plays all speakers", "local:pocket")
    .option("--out <folder>", "where the dialogues go", "sdialog-demo")
    .option("--count <n>", "dialogues in the batch", wholeNumber, 12)
    .option("--seed <n>", "seed of everything random", wholeNumber, 7)
    .option("--json", "print one JSON object instead of text")
    .action((options: DemoOptions) => demo(terminal, options));
}

async function demo(terminal: Terminal, options: DemoOptions): Promise<void> {
  const { color, signal } = terminal;
  const { seed, count } = options;
  const say = (text = ""): void => (options.json === true ? undefined : printLine(terminal, text));
  const file = join(resolve(terminal.cwd, options.out), "dialogs.jsonl");
  await requireWritable(file, "--out");
  const model = await resolveModel(options.model);
  const { alice, bob } = birthday(options.model);

  say(color.bold("Two personas talk"));
  say(color.dim(`Alice, a daughter, plans her birthday with Bob, her dad; both are played by ${model.id}.`));
  if (model.notice !== undefined) say(color.yellow(model.notice));
  say();
  const first = await watch(
    terminal,
    alice.conversationWith(bob, { maxTurns: 24 }).stream({ seed, signal }),
    options.json !== true,
  );

  say();
  say(color.bold(`Now ${count} more at the same time, with other people`));
  const dialogs = [first, ...(await batch(terminal, options.model, count, seed))];
  if (signal.aborted) return;
  await saveDialogs(dialogs, file);

  const reloaded: Dialog[] = [];
  for await (const dialog of loadDialogs(file)) reloaded.push(dialog);
  if (options.json === true) {
    printJson(terminal, {
      file,
      dialogs: reloaded.length,
      turns: reloaded.reduce((sum, dialog) => sum + dialog.length, 0),
      model: model.id,
    });
    return;
  }
  const rows = reloaded.map((dialog) => [
    dialog.speakers().join(" & "),
    dialog.length,
    dialog.wordCount(),
    dialog.stopReason ?? "",
    dialog.turns[0]?.text ?? "",
  ]);
  say(formatTable(terminal, ["who", "turns", "words", "ended by", "first words"], rows));
  say(`Saved and read back: ${color.cyan(file)}`);
  say();
  for (const line of farewell(terminal, options.model)) say(line);
}

function birthday(model: string): { readonly alice: Agent; readonly bob: Agent } {
  const alice = new Persona({
    name: "Alice",
    role: "daughter",
    circumstances: "You want a Lord of the Rings birthday party.",
  });
  const bob = new Persona({
    name: "Bob",
    role: "dad",
    personality: "cheerful, helpful",
    circumstances: "You are planning a Lord of the Rings birthday party with your daughter.",
  });
  return { alice: new Agent({ persona: alice, model }), bob: new Agent({ persona: bob, model }) };
}

/** Shows a conversation word by word as it happens. */
async function watch(
  terminal: Terminal,
  events: AsyncIterable<ConversationEvent>,
  visible: boolean,
): Promise<Dialog> {
  const { color } = terminal;
  const flow = flowingText(terminal);
  let dialog = new Dialog();
  let streamed = "";
  try {
    for await (const event of events) {
      if (event.type === "finish") dialog = event.dialog;
      if (!visible) continue;
      if (event.type === "speaker") {
        streamed = "";
      } else if (event.type === "delta" && event.channel === "text") {
        // The name comes with the first word: a speaker may also end the conversation without one.
        if (streamed === "") flow.write(`${speakerName(terminal, event.speaker)} `);
        streamed += event.delta;
        flow.write(visibleText(event.delta));
      } else if (event.type === "discard") {
        streamed = "";
        flow.write(color.dim(` (${event.reason}; once more)\n`));
      } else if (event.type === "turn") {
        // A guard may have mended the message after it was streamed.
        flow.write(
          streamed.trim() === event.turn.text ? "\n" : `${color.dim(" →")} ${visibleText(event.turn.text)}\n`,
        );
      }
    }
    if (visible)
      flow.write(color.dim(`\n(${counted(dialog.length, "turn")}, ended by ${dialog.stopReason})\n`));
  } finally {
    flow.end();
  }
  return dialog;
}

function speakerName({ color }: Terminal, name: string): string {
  return color.bold(name === "Alice" ? color.magenta(name) : color.blue(name));
}

const scenes: readonly (readonly [
  first: readonly [role: string, personality: string, circumstances: string],
  second: readonly [role: string, personality: string, circumstances: string],
])[] = [
  [
    ["friendly barista", "cheerful and helpful", ""],
    ["customer", "curious and polite", "You want to order a cappuccino."],
  ],
  [
    ["family doctor", "calm", ""],
    ["patient", "worried", "You have a headache."],
  ],
  [
    ["travel agent", "friendly", "You are planning a trip for a customer."],
    ["tourist", "curious", "You want to go somewhere warm."],
  ],
  [
    ["customer service agent", "polite", ""],
    ["customer with a complaint", "impatient", "Your order is broken."],
  ],
  [
    ["waiter", "attentive", ""],
    ["restaurant customer", "hungry", "You want to have dinner."],
  ],
  [
    ["hotel receptionist", "polite", ""],
    ["hotel guest", "tired", "You need a room for two nights."],
  ],
];
const names = [
  "Emma",
  "Noah",
  "Mia",
  "Liam",
  "Olivia",
  "Peter",
  "Laura",
  "David",
  "Anna",
  "Mark",
  "Julia",
  "Tom",
];

async function batch(terminal: Terminal, model: string, count: number, seed: number): Promise<Dialog[]> {
  const progress = startProgress(terminal, "Talking", count);
  const queue = new PQueue({ concurrency: 4 });
  let done = 0;
  const dialogs = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      queue.add(async () => {
        const [first, second] = scenes[index % scenes.length] as (typeof scenes)[number];
        const participants = [first, second].map(([role, personality, circumstances], side) => {
          const name = names[(2 * index + side) % names.length] ?? "";
          return new Agent({ persona: new Persona({ name, role, personality, circumstances }), model });
        });
        const dialog = await new Conversation({ participants, maxTurns: 24 }).run({
          seed: seed + 1 + index,
          signal: terminal.signal,
        });
        if (!terminal.signal.aborted) progress.update(++done);
        return dialog;
      }),
    ),
  );
  progress.stop();
  return dialogs;
}

function farewell({ call = "sdialog" }: Terminal, model: string): string[] {
  if (!model.startsWith("local")) return [];
  return [
    "The bundled model is a small demonstration model: it repeats what it was trained on and invents facts.",
    "For dialogues worth keeping, use a larger one:",
    `  Ollama   ollama pull qwen3:14b, then: ${call} demo --model ollama:qwen3:14b`,
    `  OpenAI   export OPENAI_API_KEY=…, then: ${call} demo --model openai:gpt-4.1-mini`,
  ];
}
