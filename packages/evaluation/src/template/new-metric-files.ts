import { InvalidArgumentError } from "@sdialog/core";
import { packageVersion } from "@sdialog/core/internal";

/**
 * A package with one metric of your own: score, test, README. Its test passes as it is.
 *
 * @param name of the metric in kebab-case, for example `exclamation-rate`
 * @returns path inside the package → content
 * @throws InvalidArgumentError for a name that is not in kebab-case
 */
export function newMetricFiles(name: string): Readonly<Record<string, string>> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new InvalidArgumentError(`"${name}" cannot name a metric`, {
      hint: "Use lower-case letters, digits and single hyphens: exclamation-rate.",
    });
  }
  const identifier = name.replaceAll(/-(.)/g, (_match, letter: string) => letter.toUpperCase());
  return {
    "package.json": manifest(name),
    "tsconfig.json": tsconfig,
    "README.md": readme(name, identifier),
    "src/index.ts": `export { ${identifier} } from "./${name}.ts";\n`,
    [`src/${name}.ts`]: source(name, identifier),
    [`src/${name}.test.ts`]: test(name, identifier),
  };
}

function manifest(name: string): string {
  const content = {
    name: `sdialog-metric-${name}`,
    version: "0.1.0",
    description: `An SDialog metric of dialogues: ${name.replaceAll("-", " ")}.`,
    type: "module",
    sideEffects: false,
    exports: { ".": { types: "./dist/index.d.mts", default: "./dist/index.mjs" } },
    files: ["dist"],
    scripts: { build: "tsdown src/index.ts --dts", test: "vitest run" },
    dependencies: { "@sdialog/core": `^${packageVersion}`, "@sdialog/evaluation": `^${packageVersion}` },
    devDependencies: { tsdown: "~0.22.14", typescript: "^6.0.3", vitest: "^5.1.1" },
    peerDependencies: { zod: "^4.0.0" },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const tsconfig = `${JSON.stringify(
  {
    compilerOptions: {
      target: "es2024",
      lib: ["esnext"],
      module: "nodenext",
      strict: true,
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

function source(name: string, identifier: string): string {
  return `import { type DialogScore, defineScore } from "@sdialog/evaluation";

/** Turns with an exclamation mark, as a share of all turns; not defined for a dialogue without turns. */
export const ${identifier}: DialogScore = defineScore("${name}", (dialog) => {
  if (dialog.length === 0) return null;
  return dialog.turns.filter(({ text }) => text.includes("!")).length / dialog.length;
});
`;
}

function test(name: string, identifier: string): string {
  return `import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { ${identifier} } from "./${name}.ts";

describe("${name}", () => {
  it("is a share of the turns", async () => {
    const dialog = new Dialog({ turns: [{ speaker: "A", text: "Hello!" }, { speaker: "B", text: "Hi." }] });
    expect(await ${identifier}.score(dialog)).toBe(0.5);
  });

  it("is not defined without turns", async () => {
    expect(await ${identifier}.score(new Dialog())).toBeNull();
  });
});
`;
}

function readme(name: string, identifier: string): string {
  return `# sdialog-metric-${name}

A metric of dialogues.

\`\`\`ts
import { evaluateDialogs } from "@sdialog/evaluation";
import { ${identifier} } from "sdialog-metric-${name}";

const { summary } = await evaluateDialogs("dialogues.jsonl", { metrics: [${identifier}, "mtld"] });
console.log(summary["${name}"]);
\`\`\`
`;
}
