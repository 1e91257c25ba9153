import { join, resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { writeAtomic, pathExists } from "@sdialog/core/fs";
import { Argument, Command } from "commander";
import { printLine, type Terminal } from "../terminal/terminal.ts";

type Files = Readonly<Record<string, string>>;

const templates: Readonly<Record<string, (name: string) => Promise<Files>>> = {
  backend: async (name) => (await import("@sdialog/llm/backend-kit")).newBackendFiles(name),
  persona: async (name) => (await import("@sdialog/personas")).newPersonaFiles(name),
  orchestrator: async (name) => (await import("@sdialog/orchestrators")).newOrchestratorFiles(name),
  metric: async (name) => (await import("@sdialog/evaluation")).newMetricFiles(name),
  scenario: async (name) => (await import("@sdialog/testing")).newScenarioFiles(name),
};

/** `sdialog new`: a package of one's own, with tests that pass unchanged. */
export function newCommand(terminal: Terminal): Command {
  return new Command("new")
    .description("Start a package of your own, with tests that pass unchanged.")
    .addArgument(new Argument("<what>", "what kind of package").choices(Object.keys(templates)))
    .argument(
      "<name>",
      "its name: my-provider, taxi-driver, encourage-detail, exclamation-rate, return-a-vase; or in words, or as MyProvider",
    )
    .option("--out <folder>", "where to put it; default: a folder of the package's name")
    .action(async (what: string, name: string, options: { readonly out?: string }) => {
      const files = await (templates[what] as (typeof templates)[string])(name);
      const { name: packageName } = JSON.parse(files["package.json"] ?? "{}") as { name: string };
      const folder = resolve(terminal.cwd, options.out ?? packageName);
      await writeFiles(folder, files);
      printLine(
        terminal,
        `Made ${Object.keys(files).length} files in ${terminal.color.cyan(folder)}. Next: cd there, npm install, npm test`,
      );
    });
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  if (await pathExists(folder)) {
    throw new SDialogError(`${folder} already exists`, {
      code: "exists",
      hint: "Choose another folder with --out.",
    });
  }
  for (const [path, content] of Object.entries(files)) {
    await writeAtomic(join(folder, path), content);
  }
}
