import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as AgentsPackage from "@sdialog/agents";
import type * as Core from "@sdialog/core";
import type * as CoreFiles from "@sdialog/core/fs";
import type * as FlowPackage from "@sdialog/flow";
import type * as Formats from "@sdialog/formats";
import type * as GeneratorFiles from "@sdialog/generators/fs";
import type * as Llm from "@sdialog/llm";
import type * as BackendKit from "@sdialog/llm/backend-kit";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  bundleWithEsbuild,
  bundleWithVite,
  type Manifest,
  optionalPeers,
  pageEntries,
} from "./page-bundle.ts";

const root = join(import.meta.dirname, "..");
const manifests = globSync("packages/*/package.json", { cwd: root })
  .sort()
  .map((path) => JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest);
const entries = manifests.flatMap(pageEntries);
const form = { from: root, conditions: ["@sdialog/source"], without: manifests.flatMap(optionalPeers) };

const embedding: Llm.EmbeddingModel = {
  id: "m",
  specVersion: 1,
  embed: () => Promise.reject(new Error("nothing is embedded here")),
};
const flow = { kind: "sdialog-flow", embedding: "m", roles: "speaker", nodes: [], edges: [], paths: [] };

/** What of a page is called here. */
interface Page {
  readonly "@sdialog/agents": typeof AgentsPackage;
  readonly "@sdialog/core": typeof Core;
  readonly "@sdialog/core/fs": typeof CoreFiles;
  readonly "@sdialog/flow": typeof FlowPackage;
  readonly "@sdialog/formats": typeof Formats;
  readonly "@sdialog/generators/fs": typeof GeneratorFiles;
  readonly "@sdialog/llm": typeof Llm;
  readonly "@sdialog/llm/backend-kit": typeof BackendKit;
}

const folders: string[] = [];
// A page loads some of its files late.
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Bundled for a page, which has none of Node's modules, and run. */
async function loaded(files: Readonly<Record<string, string>>): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  folders.push(folder);
  writeFileSync(join(folder, "package.json"), `{ "type": "module" }`);
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
  // The worker of a page listens to it.
  vi.stubGlobal("addEventListener", () => undefined);
  try {
    const page: unknown = await import(pathToFileURL(join(folder, "page.js")).href);
    return (page as { readonly all: Page }).all;
  } finally {
    vi.unstubAllGlobals();
  }
}

it("passes nothing on in a file that a browser has another in the place of: the build would look through it", () => {
  for (const { name, browser = {} } of manifests)
    for (const file of Object.keys(browser).filter((key) => key.startsWith("./src/"))) {
      const text = readFileSync(join(root, "packages", name.replace("@sdialog/", ""), file), "utf8");
      expect(text, file).not.toMatch(/^export .* from "\./m);
      expect(Object.keys(browser)).toContain(file.replace("/src/", "/dist/").replace(/\.ts$/, ".mjs"));
    }
});

describe("a page of all that can be in one", () => {
  it("has every package that makes dialogues", () => {
    for (const name of ["core", "core/fs", "llm", "personas", "orchestrators", "agents", "generators"])
      expect(entries).toContain(`@sdialog/${name}`);
    for (const name of ["evaluation", "flow", "formats", "realism", "local/web"])
      expect(entries).toContain(`@sdialog/${name}`);
  });

  it("bundles with Vite without a complaint", async () => {
    const { files, complaints } = await bundleWithVite(entries, form);
    expect(complaints).toEqual([]);
    expect(files).toHaveProperty(["page.js"]);
  });

  it("bundles with esbuild without a complaint, and what needs Node says so when it is called", async () => {
    const { files, complaints } = await bundleWithEsbuild(entries, form);
    expect(complaints).toEqual([]);
    const all = await loaded(files);
    expect(Object.keys(all)).toEqual(entries);

    const { Dialog, SDialogError } = all["@sdialog/core"];
    const dialog = Dialog.from({ turns: [{ speaker: "Ann", text: "Hi." }] });
    const calls: Readonly<Record<string, () => unknown>> = {
      loadDialog: () => all["@sdialog/core/fs"].loadDialog("some.json"),
      saveDialog: () => all["@sdialog/core/fs"].saveDialog(dialog, "some.json"),
      readText: () => all["@sdialog/core/fs"].readText("some.txt"),
      pathExists: () => all["@sdialog/core/fs"].pathExists("some.txt"),
      backendStatuses: () => all["@sdialog/llm"].backendStatuses(),
      newBackendFiles: () => all["@sdialog/llm/backend-kit"].newBackendFiles("mine"),
      filesIn: () => all["@sdialog/generators/fs"].filesIn(".").read("some.txt"),
      readInteractions: () => all["@sdialog/generators/fs"].readInteractions("folder").next(),
      isInteractionFolder: () => all["@sdialog/generators/fs"].isInteractionFolder("folder"),
      flowToHtml: () => all["@sdialog/flow"].flowToHtml(all["@sdialog/flow"].flowFromJson(flow, embedding)),
      exportDialogs: () =>
        all["@sdialog/formats"].exportDialogs([dialog], { format: "sharegpt", out: "out" }),
    };
    for (const [name, call] of Object.entries(calls)) {
      const error: unknown = await Promise.resolve()
        .then(call)
        .catch((thrown: unknown) => thrown);
      expect(SDialogError.isInstance(error), `${name}: ${String(error)}`).toBe(true);
      expect(error).toMatchObject({ code: "needs_node", hint: expect.stringContaining("server") });
    }
  });

  it.each([
    { what: "an agent alone", of: ["@sdialog/agents"] },
    // The latter make schemas with all of zod.
    { what: "agents and what makes tasks for them", of: ["@sdialog/agents", "@sdialog/generators"] },
  ])("starts in one file of $what, in which the SDK of MCP brings its zod along", async ({ of }) => {
    const without = form.without.filter((name) => name !== "@modelcontextprotocol/sdk");
    const { files, complaints } = await bundleWithEsbuild(of, { ...form, without, oneFile: true });
    expect(complaints).toEqual([]);
    expect(Object.keys(files)).toEqual(["page.js"]);
    expect(files["page.js"]).toContain("StreamableHTTPClientTransport = class");
    const { Agent } = (await loaded(files))["@sdialog/agents"];
    expect(typeof Agent).toBe("function");
  });
});
