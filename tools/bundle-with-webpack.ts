import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Two agents talk, and a chatbot is asked for whose package nobody has installed. */
const program = `
import { Agent, Conversation, openaiChatbot } from "@sdialog/agents";
import { scriptedModel } from "@sdialog/llm/testing";
import { LengthOrchestrator } from "@sdialog/orchestrators";
import { Persona } from "@sdialog/personas";

const play = (name, said) => new Agent({ persona: new Persona({ name }), model: scriptedModel(said) });
const bob = play("Bob", ["Hello.", "Bye."]).with(new LengthOrchestrator({ min: 2 }));
const dialog = await new Conversation({ participants: [play("Alice", ["Hi, Bob!", "Bye. STOP"]), bob] }).run({ seed: 1 });
const bot = openaiChatbot({ url: "http://127.0.0.1:9/v1", model: "none" });
const missing = await bot.connect({}).then(() => "nothing", (error) => error.name);
console.log(JSON.stringify([dialog.turns.map(({ text }) => text), missing]));
`;

const expected = JSON.stringify([["Hi, Bob!", "Hello.", "Bye.", "Bye."], "MissingPackageError"]);

/**
 * Bundles a program for Node with the packages that a project has installed, and runs the bundle where there are none. webpack
 * builds nothing when a package is missing, unless its import stands within `try`.
 * @param project the project, without optional peers
 * @param workplace an empty folder
 * @throws Error when there is no bundle, or anything else is said than without one
 */
export function bundleWithWebpack(project: string, workplace: string): void {
  mkdirSync(workplace, { recursive: true });
  const entry = join(project, "webpack-entry.mjs");
  writeFileSync(entry, program);
  const webpack = ["-p", "webpack@5", "-p", "webpack-cli@7", "webpack"];
  const what = ["--mode", "production", "--target", "node20", "--entry", entry];
  const into = ["--output-path", workplace, "--output-filename", "main.cjs"];
  execFileSync("npx", ["-y", ...webpack, ...what, ...into, "--output-chunk-filename", "[id].cjs"], {
    cwd: project,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = execFileSync("node", ["main.cjs"], { cwd: workplace, encoding: "utf8" }).trim();
  if (said !== expected) throw new Error(`bundled with webpack, a program said ${said}, not ${expected}`);
}
