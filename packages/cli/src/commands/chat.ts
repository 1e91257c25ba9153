import { visibleText } from "@sdialog/core/internal";
import { createInterface } from "node:readline";
import { resolve } from "node:path";
import { Agent, type Chat } from "@sdialog/agents";
import { loadAttributes, saveDialog } from "@sdialog/core/fs";
import { resolveModel } from "@sdialog/llm";
import { builtInPersonas, Persona } from "@sdialog/personas";
import { Command, Option } from "commander";
import { agentPromptTexts, type PromptFlags, withPromptFlag } from "../terminal/prompt-flags.ts";
import { colored } from "../terminal/own-colors.ts";
import { printNote, printLine, type Terminal } from "../terminal/terminal.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { flowingText } from "../terminal/flowing-text.ts";

interface ChatOptions extends PromptFlags {
  readonly model: string;
  readonly persona?: string;
  readonly name?: string;
  readonly role?: string;
  readonly system?: string;
  readonly seed?: number;
  readonly save?: string;
}

/** `sdialog chat`: talk with one agent. */
export function chatCommand(terminal: Terminal): Command {
  const command = new Command("chat")
    .description("Talk with a persona or a plain assistant; an empty line or Ctrl-D ends it.")
    .option("--model <backend:model>", "model that answers", "local:pocket")
    .addOption(new Option("--persona <file>", "a persona saved as JSON").conflicts(["name", "role"]))
    .option("--name <name>", "name of the persona")
    .option("--role <role>", "role of the persona")
    .addOption(
      new Option("--system <prompt>", "a system prompt instead of a persona").conflicts(["persona", "role"]),
    )
    .option("--seed <n>", "seed of everything random", wholeNumber)
    .option("--save <file>", "write the chat as a dialogue when it ends");
  return withPromptFlag(command).action((options: ChatOptions) => chat(terminal, options));
}

async function chat(terminal: Terminal, options: ChatOptions): Promise<void> {
  const { color } = terminal;
  const model = await resolveModel(options.model);
  const agent = await agentOf(terminal, options);
  const talk = agent.chat({ seed: options.seed });
  if (model.notice !== undefined) printNote(terminal, color.yellow(model.notice));
  const lines = createInterface({
    input: terminal.input,
    output: terminal.interactive ? terminal.screen.out : undefined,
    prompt: colored(color.green("You ")),
  });
  terminal.signal.addEventListener("abort", () => lines.close(), { once: true });
  const prompt = (): void => (terminal.interactive ? lines.prompt() : undefined);
  try {
    prompt();
    for await (const line of lines) {
      if (line.trim() === "") break;
      const ended = await answer(terminal, talk, agent.name === "" ? "Agent" : agent.name, line);
      if (ended || terminal.signal.aborted) break;
      prompt();
    }
  } finally {
    // Whoever still reads keeps the program from ending.
    lines.close();
  }
  if (options.save === undefined) return;
  const file = resolve(terminal.cwd, options.save);
  await saveDialog(talk.dialog(), file);
  printLine(terminal, `Saved: ${color.cyan(file)}`);
}

async function agentOf(terminal: Terminal, options: ChatOptions): Promise<Agent> {
  const { model, persona, name, role, system } = options;
  const prompts = await agentPromptTexts(terminal, options);
  if (system !== undefined) return new Agent({ model, systemPrompt: system, name: name ?? "Assistant" });
  if (persona !== undefined) {
    return new Agent({
      model,
      prompts,
      persona: await loadAttributes(resolve(terminal.cwd, persona), Object.values(builtInPersonas)),
    });
  }
  return new Agent({
    model,
    prompts,
    persona: new Persona({ name: name ?? "Alex", role: role ?? "friendly barista" }),
  });
}

/** Prints the answer as it comes. @returns whether the agent has ended the conversation */
async function answer(terminal: Terminal, talk: Chat, name: string, line: string): Promise<boolean> {
  const flow = flowingText(terminal);
  let ended = false;
  try {
    flow.write(`${terminal.color.magenta(visibleText(name))} `);
    for await (const event of talk.stream(line, { signal: terminal.signal })) {
      if (event.type === "delta" && event.channel === "text") flow.write(visibleText(event.delta));
      if (event.type === "discard") flow.write(terminal.color.dim(` (${event.reason})\n`));
      if (event.type === "reply") ended = event.draft.stop !== undefined;
    }
    flow.write("\n");
  } finally {
    flow.end();
  }
  return ended;
}
