import { InvalidArgumentError } from "@sdialog/core";
import { packageVersion } from "@sdialog/core/internal";

/**
 * A package with one rule of your own: class, test, README. Its test passes as it is.
 *
 * @param name of the rule in words, for example `encourage detail`, `encourage-detail` or `EncourageDetail`
 * @returns path inside the package → content
 * @throws InvalidArgumentError for a name that makes no file and class name
 */
export function newOrchestratorFiles(name: string): Readonly<Record<string, string>> {
  const words = wordsOf(name);
  const file = `${words.join("-")}-orchestrator`;
  const className = `${words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("")}Orchestrator`;
  return {
    "package.json": manifest(file, words.join(" ")),
    "tsconfig.json": tsconfig,
    "README.md": readme(file, className),
    "src/index.ts": `export { ${className} } from "./${file}.ts";\nexport type { ${className}Options } from "./${file}.ts";\n`,
    [`src/${file}.ts`]: source(className),
    [`src/${file}.test.ts`]: test(file, className),
  };
}

function wordsOf(name: string): string[] {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[\s_-]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  if (words.at(-1) === "orchestrator") words.pop();
  if (
    words.length === 0 ||
    words.some((word) => !/^[a-z0-9]+$/.test(word)) ||
    !/^[a-z]/.test(words[0] ?? "")
  ) {
    throw new InvalidArgumentError(`"${name}" cannot name an orchestrator`, {
      hint: "Use one or more words of letters and digits, the first beginning with a letter.",
    });
  }
  return words;
}

function manifest(file: string, words: string): string {
  const content = {
    name: `sdialog-${file}`,
    version: "0.1.0",
    description: `An SDialog orchestrator: ${words}.`,
    type: "module",
    sideEffects: false,
    exports: { ".": { types: "./dist/index.d.mts", default: "./dist/index.mjs" } },
    files: ["dist"],
    scripts: { build: "tsdown src/index.ts --dts", test: "vitest run" },
    dependencies: { "@sdialog/core": `^${packageVersion}`, "@sdialog/orchestrators": `^${packageVersion}` },
    devDependencies: { tsdown: "~0.22.14", typescript: "^6.0.3", vitest: "^5.1.1" },
    peerDependencies: { zod: "^4.0.0" },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const tsconfig = `${JSON.stringify(
  {
    compilerOptions: {
      target: "es2024",
      module: "nodenext",
      strict: true,
      noImplicitOverride: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
    },
    include: ["src"],
  },
  null,
  2,
)}\n`;

function source(className: string): string {
  return `import type { OrchestratorRun, OrchestratorSession } from "@sdialog/core";
import { BaseOrchestrator, type OrchestratorOptions } from "@sdialog/orchestrators";

export interface ${className}Options extends OrchestratorOptions {
  /** What the speaker is told. */
  readonly instruction: string;
  /** How often: before every message (1), every second (2), … Default: 1. */
  readonly every?: number;
}

/** Gives its instruction before every nth message of the speaker. */
export class ${className} extends BaseOrchestrator {
  readonly #instruction: string;
  readonly #every: number;

  constructor(options: ${className}Options) {
    super(options);
    this.#instruction = options.instruction;
    this.#every = options.every ?? 1;
  }

  // What the rule remembers lives here, once per conversation.
  override begin(_run: OrchestratorRun): OrchestratorSession {
    let messages = 0;
    return {
      instruct: () => (++messages % this.#every === 0 ? this.#instruction : undefined),
    };
  }

  override toJSON() {
    return { ...super.toJSON(), args: { instruction: this.#instruction, every: this.#every } };
  }
}
`;
}

function test(file: string, className: string): string {
  return `import { rehearse } from "@sdialog/orchestrators/testing";
import { describe, expect, it } from "vitest";
import { ${className} } from "./${file}.ts";

describe("${className}", () => {
  it("gives its instruction before every second message", async () => {
    const rule = new ${className}({ instruction: "Ask a question.", every: 2 });
    const said = await rehearse(rule, ["Hi", "And?", "Well", "So"]);
    expect(said.map(({ instruction }) => instruction)).toEqual([
      undefined,
      "Ask a question.",
      undefined,
      "Ask a question.",
    ]);
  });

  it("counts every conversation by itself", async () => {
    const rule = new ${className}({ instruction: "Ask a question.", every: 2 });
    await rehearse(rule, ["Hi"]);
    expect((await rehearse(rule, ["Hi"]))[0]?.instruction).toBeUndefined();
  });
});
`;
}

function readme(file: string, className: string): string {
  return `# sdialog-${file}

Gives an agent an instruction before every nth message.

\`\`\`ts
import { Agent } from "@sdialog/agents";
import { ${className} } from "sdialog-${file}";

const agent = new Agent({ persona: "a curious visitor" }).with(
  new ${className}({ instruction: "Ask a question.", every: 2 }),
);
\`\`\`
`;
}
