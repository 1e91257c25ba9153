import {
  packageScaffold,
  type ScaffoldNames,
  scaffoldNames,
  type ScaffoldTemplate,
} from "@sdialog/core/internal";

const template: ScaffoldTemplate = {
  kind: "orchestrator",
  identifier: classNameOf,
  used: ["BaseOrchestrator"],
};

/**
 * A package with one rule of your own: class, test, README. Its test passes unchanged.
 *
 * @param name of the rule in words, for example `encourage detail`, `encourage-detail` or `EncourageDetail`
 * @returns path inside the package → content
 * @throws InvalidArgumentError for a name from which no file and class name can be made, or that a rule has
 */
export function newOrchestratorFiles(name: string): Readonly<Record<string, string>> {
  const names = scaffoldNames(template, name);
  const { words, kebab, packageName } = names;
  const file = `${kebab.replace(/-orchestrator$/, "")}-orchestrator`;
  const className = classNameOf(names);
  return {
    ...packageScaffold({
      name: packageName,
      description: `A rule that steers a speaker, for SDialog: ${words}.`,
      keywords: ["dialogue", "orchestrator", "sdialog"],
      uses: ["core", "orchestrators"],
    }),
    "README.md": readme({ packageName, file, className }),
    "src/index.ts": index({ packageName, file, className }),
    [`src/${file}.ts`]: source(className),
    [`src/${file}.test.ts`]: test(className),
  };
}

/** The class says what it is, once. */
function classNameOf({ pascal }: ScaffoldNames): string {
  return `${pascal.replace(/Orchestrator$/i, "")}Orchestrator`;
}

interface Names {
  readonly packageName: string;
  readonly file: string;
  readonly className: string;
}

function index({ packageName, file, className }: Names): string {
  return `import { register } from "@sdialog/core";
import * as z from "zod";
import { ${className} } from "./${file}.ts";

// Importing this package makes the rule known by its name; forms and checks are drawn from the schema.
register("orchestrator", {
  name: "${className}",
  description: "gives an instruction before every nth message of the speaker",
  from: "${packageName}",
  schema: z.strictObject({
    instruction: z.string().min(1).describe("What the speaker is told"),
    every: z.int().min(1).default(1).describe("How often: before every message (1), every second (2), …"),
    label: z.string().optional().describe("Names the rule in events"),
    persistent: z.boolean().optional().describe("Whether its instructions stay for the rest of the conversation"),
  }),
  create: (options) => new ${className}(options),
});

export { ${className} };
export type { ${className}Options } from "./${file}.ts";
`;
}

function source(className: string): string {
  return `import type { OrchestratorRun, OrchestratorSession } from "@sdialog/core";
import { BaseOrchestrator, type OrchestratorOptions } from "@sdialog/orchestrators";

export interface ${className}Options extends OrchestratorOptions {
  /** What the speaker is told. */
  readonly instruction: string;
  /** How often: before every message (1), every second (2), … Default: 1. */
  readonly every?: number | undefined;
}

/** Gives its instruction before every nth message of the speaker. */
export class ${className} extends BaseOrchestrator {
  readonly #instruction: string;
  readonly #every: number;

  constructor({ instruction, every = 1, ...base }: ${className}Options) {
    // The base refuses names that it does not know.
    super(base);
    this.#instruction = instruction;
    this.#every = every;
  }

  // What the rule remembers lives here, once per conversation.
  override begin(_run: OrchestratorRun): OrchestratorSession {
    let messages = 0;
    return {
      instruct: () => (++messages % this.#every === 0 ? this.#instruction : undefined),
    };
  }

  // Nothing here is code: the rule can be brought back from its name and these arguments.
  override toJSON() {
    const { name, args } = super.toJSON();
    return { name, args: { ...args, instruction: this.#instruction, every: this.#every } };
  }
}
`;
}

function test(className: string): string {
  return `import { orchestratorFromJSON } from "@sdialog/orchestrators";
import { rehearse } from "@sdialog/orchestrators/testing";
import { describe, expect, it } from "vitest";
import { ${className} } from "./index.ts";

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

  it("comes back from files, and is found by its name in recipes", () => {
    const rule = orchestratorFromJSON({ type: "${className}", instruction: "Ask a question." });
    expect(rule).toBeInstanceOf(${className});
    expect(orchestratorFromJSON(JSON.parse(JSON.stringify(rule))).toJSON()).toEqual(rule.toJSON());
  });
});
`;
}

function readme({ packageName, file, className }: Names): string {
  return `# ${packageName}

A rule for SDialog that gives a speaker an instruction before every nth message. Importing the package makes it known by
its name, in recipes as anywhere:

\`\`\`yaml
imports: [${packageName}]
orchestrators:
  - { type: ${className}, instruction: Ask a question., every: 2 }
\`\`\`

\`sdialog playground --import ${packageName}\` offers it with a form. In TypeScript:

\`\`\`ts
import { Agent } from "@sdialog/agents";
import { ${className} } from "${packageName}";

const agent = new Agent({ persona: "a curious visitor" }).with(
  new ${className}({ instruction: "Ask a question.", every: 2 }),
);
\`\`\`

The rule is in \`src/${file}.ts\`. \`npm test\` tries it; \`npm pack\` builds JavaScript and types into \`dist\` first.
`;
}
