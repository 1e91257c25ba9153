import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** Two agents talk, and models and a chatbot are asked for. */
const program = `
import { createServer } from "node:http";
import { Agent, Conversation, openaiChatbot } from "@sdialog/agents";
import { resolveModel } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { LengthOrchestrator } from "@sdialog/orchestrators";
import { Persona } from "@sdialog/personas";

const server = createServer((request, response) => {
  const choices = [{ index: 0, message: { role: "assistant", content: "Hello from afar." }, finish_reason: "stop" }];
  request.resume().on("end", () => response.setHeader("content-type", "application/json").end(JSON.stringify({ choices })));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = "http://127.0.0.1:" + server.address().port + "/v1";
const play = (name, said) => new Agent({ persona: new Persona({ name }), model: scriptedModel(said) });
const bob = play("Bob", ["Hello.", "Bye."]).with(new LengthOrchestrator({ min: 2 }));
const dialog = await new Conversation({ participants: [play("Alice", ["Hi, Bob!", "Bye. STOP"]), bob] }).run({ seed: 1 });
const asked = { messages: [{ role: "user", content: "Hi" }] };
const said = async (work) => work().catch(({ name, hint }) => name + ": " + hint);
const ask = (model) => said(async () => (await (await resolveModel(model, { baseURL, apiKey: "none" })).generate(asked)).text);
const models = ["openai", "azure", "anthropic", "google", "bedrock", "ollama", "huggingface", "llama"];
console.log(JSON.stringify({
  turns: dialog.turns.map(({ text }) => text),
  chatbot: await said(async () => typeof (await openaiChatbot({ url: baseURL, model: "none" }).connect({ id: "1" }))),
  ...Object.fromEntries(await Promise.all(models.map(async (name) => [name, await ask(name + ":m")]))),
  local: await ask("local"),
}));
process.exit(0);
`;

const missing = (name: string): string => `MissingPackageError: Run: npm install ${name}`;

/** What the program says with the package `openai` or without it, and without all other optional ones. */
const expected = (withOpenAI: boolean): string =>
  JSON.stringify({
    turns: ["Hi, Bob!", "Hello.", "Bye.", "Bye."],
    chatbot: withOpenAI ? "object" : missing("openai"),
    openai: withOpenAI ? "Hello from afar." : missing("openai"),
    azure: withOpenAI ? "Hello from afar." : missing("openai"),
    anthropic: missing("@anthropic-ai/sdk"),
    google: missing("@google/genai"),
    bedrock: missing("@aws-sdk/client-bedrock-runtime"),
    ollama: missing("ollama"),
    huggingface: missing("@huggingface/inference"),
    llama: missing("node-llama-cpp"),
    local: missing("@sdialog/local"),
  });

/**
 * Bundles a program for Node with the packages that a project has installed, and runs the bundle where there are none. Of the
 * optional peers the project has at most `openai`. webpack builds nothing when a package is missing, unless its import stands
 * within `try`.
 * @param workplace an empty folder
 * @throws Error when there is no bundle, or it says anything else than is expected
 */
export async function bundleForNode(project: string, workplace: string, withOpenAI: boolean): Promise<void> {
  mkdirSync(workplace, { recursive: true });
  const entry = join(project, "bundled-entry.mjs");
  writeFileSync(entry, program);
  for (const [bundler, bundle] of Object.entries({ webpack, esbuild })) {
    await bundle(entry, join(workplace, bundler));
    const file = bundler === "webpack" ? "main.cjs" : "main.mjs";
    const said = execFileSync("node", [file], { cwd: join(workplace, bundler), encoding: "utf8" }).trim();
    if (said !== expected(withOpenAI))
      throw new Error(`bundled with ${bundler}, a program said ${said}, not ${expected(withOpenAI)}`);
  }
}

function webpack(entry: string, folder: string): void {
  const command = ["-y", "-p", "webpack@5", "-p", "webpack-cli@7", "webpack"];
  const what = ["--mode", "production", "--target", "node20", "--entry", entry];
  const into = ["--output-path", folder, "--output-filename", "main.cjs"];
  execFileSync("npx", [...command, ...what, ...into, "--output-chunk-filename", "[id].cjs"], {
    cwd: join(entry, ".."),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** CommonJS in an ES module asks for `require`, which esbuild leaves to whoever bundles. */
async function esbuild(entry: string, folder: string): Promise<void> {
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: join(folder, "main.mjs"),
    banner: {
      js: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`,
    },
    logLevel: "error",
  });
}
