import { once } from "node:events";
import { resolve } from "node:path";
import { Agent } from "@sdialog/agents";
import { loadAttributes } from "@sdialog/core/fs";
import { resolveModel } from "@sdialog/llm";
import { builtInPersonas } from "@sdialog/personas";
import { Command, Option } from "commander";
import { listOption } from "../terminal/list-option.ts";
import { agentPromptTexts, type PromptFlags, withPromptFlag } from "../terminal/prompt-flags.ts";
import { printLine, printNote, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";

interface ServeOptions extends PromptFlags {
  readonly model: string;
  readonly persona?: string;
  readonly system?: string;
  readonly name?: string;
  readonly host: string;
  readonly port: number;
  readonly sessions?: boolean;
  readonly log?: string;
  readonly origins?: readonly string[];
  readonly hosts?: readonly string[];
  readonly showThoughts?: boolean;
  readonly showTools?: boolean;
}

/** `sdialog serve`: an agent as a model for OpenAI's and Ollama's clients. */
export function serveCommand(terminal: Terminal): Command {
  const command = new Command("serve")
    .description("Serve an agent to clients of OpenAI's and Ollama's protocols, until Ctrl-C.")
    .option("--model <backend:model>", "model that answers", "local:pocket")
    .option("--persona <file>", "a persona saved as JSON")
    .addOption(new Option("--system <prompt>", "a system prompt instead of a persona").conflicts("persona"))
    .option("--name <name>", "the model's name for clients")
    .option("--host <address>", "address to listen on; one that others can reach needs a token", "127.0.0.1")
    .option("--port <n>", "port to listen on; 0 takes a free one", wholeNumber, 1333)
    .option("--sessions", "let clients ask the server to remember their conversation (X-Session-Id)")
    .option("--log <file>", "write the dialogues as JSON Lines")
    .option("--origins <list>", "web pages that may call it from a browser: https://example.org", listOption)
    .option("--hosts <list>", "host names it may be addressed by, ports left out", listOption)
    .option("--show-thoughts", "send clients what the agent thinks")
    .option("--show-tools", "show clients the tools the agent uses, among its thoughts")
    .addHelpText(
      "after",
      "\nThe token clients must send is read from the environment variable SDIALOG_SERVE_TOKEN.",
    );
  return withPromptFlag(command).action((options: ServeOptions) => serve(terminal, options));
}

async function serve(terminal: Terminal, options: ServeOptions): Promise<void> {
  const { dialogLog, serveAgents } = await import("@sdialog/agents/server");
  const { host, port, sessions, log, origins, hosts, showThoughts, showTools } = options;
  for (const origin of origins ?? []) checkOrigin(origin);
  const token = terminal.env["SDIALOG_SERVE_TOKEN"];
  const onDialog = log === undefined ? undefined : dialogLog(resolve(terminal.cwd, log));
  const agent = await agentOf(terminal, options);
  // What cannot be asked is better said now than to every client.
  await resolveModel(options.model);
  await using server = await serveAgents([agent], {
    host,
    port,
    sessions,
    token,
    onDialog,
    allowedOrigins: origins,
    allowedHosts: hosts?.map((name) => name.toLowerCase()),
    revealThinking: showThoughts,
    revealTools: showTools,
  });
  printLine(
    terminal,
    `Serving at ${terminal.color.cyan(server.url)} (OpenAI: ${server.url}/v1, Ollama: ${server.url}); Ctrl-C ends it.`,
  );
  const { hostname } = new URL(server.url);
  if (hosts !== undefined && !hosts.some((name) => name.toLowerCase() === hostname))
    printNote(terminal, `requests to ${hostname} are refused, as it is not among --hosts`);
  if (!terminal.signal.aborted) await once(terminal.signal, "abort");
}

/** An origin is compared letter by letter with what browsers send, so one that no browser sends would allow nothing. */
function checkOrigin(origin: string): void {
  const sent = URL.canParse(origin) ? new URL(origin).origin : "null";
  if (sent === origin) return;
  throw new UsageError(
    `--origins: "${origin}" is not the origin of a page`,
    sent === "null" ? "Write it as https://example.org, without a path." : `Write it as ${sent}.`,
  );
}

async function agentOf(terminal: Terminal, options: ServeOptions): Promise<Agent> {
  const { model, persona, system, name } = options;
  const prompts = await agentPromptTexts(terminal, options);
  const named = name === undefined ? {} : { name };
  if (persona !== undefined) {
    const loaded = await loadAttributes(resolve(terminal.cwd, persona), Object.values(builtInPersonas));
    return new Agent({ model, persona: loaded, prompts, canFinish: false, ...named });
  }
  if (options.prompt !== undefined)
    throw new UsageError("--prompt needs a persona", "Pass --persona FILE, or --system TEXT instead.");
  return new Agent({
    name: "assistant",
    model,
    systemPrompt: system ?? "You are a helpful assistant.",
    canFinish: false,
    ...named,
  });
}
