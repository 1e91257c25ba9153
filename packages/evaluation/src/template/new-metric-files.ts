import { packageScaffold, scaffoldNames, type ScaffoldTemplate } from "@sdialog/core/internal";

const template: ScaffoldTemplate = {
  kind: "metric",
  beside: ["judge"],
  identifier: ({ camel }) => camel,
  used: ["defineScore", "describe", "dialog", "expect", "it", "metricByName", "register", "speaker"],
};

/**
 * A package with one metric of your own: score, test, README. Its test passes unchanged.
 *
 * @param name of the metric in words, for example `exclamation-rate`
 * @returns path inside the package → content
 * @throws InvalidArgumentError for a name from which no file and function can be named, or that a metric has
 */
export function newMetricFiles(name: string): Readonly<Record<string, string>> {
  const { kebab, camel, words, packageName } = scaffoldNames(template, name);
  return {
    ...packageScaffold({
      name: packageName,
      description: `A metric of dialogues for SDialog: ${words}.`,
      keywords: ["dialogue", "metric", "sdialog"],
      uses: ["core", "evaluation"],
    }),
    "README.md": readme(kebab),
    "src/index.ts": index(kebab, camel),
    [`src/${kebab}.ts`]: source(kebab, camel),
    [`src/${kebab}.test.ts`]: test(kebab, camel),
  };
}

function index(name: string, identifier: string): string {
  return `import { register } from "@sdialog/core";
import { ${identifier} } from "./${name}.ts";

// Importing this package makes the metric known by its name.
register("metric", {
  name: "${name}",
  description: "turns with an exclamation mark, as a share of all turns",
  from: "sdialog-metric-${name}",
  create: (_options, { speaker }) => ${identifier}(speaker),
});

export { ${identifier} };
`;
}

function source(name: string, identifier: string): string {
  return `import { type DialogScore, defineScore } from "@sdialog/evaluation";

/**
 * Turns with an exclamation mark, as a share of all turns; not defined for a dialogue without turns.
 *
 * @param speaker whose turns count; everybody's when left out
 */
export function ${identifier}(speaker?: string): DialogScore {
  return defineScore("${name}", ({ turns }) => {
    const counted = turns.filter((turn) => speaker === undefined || turn.speaker === speaker);
    if (counted.length === 0) return null;
    return counted.filter(({ text }) => text.includes("!")).length / counted.length;
  });
}
`;
}

function test(name: string, identifier: string): string {
  return `import { Dialog } from "@sdialog/core";
import { metricByName } from "@sdialog/evaluation";
import { describe, expect, it } from "vitest";
import { ${identifier} } from "./index.ts";

const dialog = new Dialog({ turns: [{ speaker: "A", text: "Hello!" }, { speaker: "B", text: "Hi." }] });

describe("${name}", () => {
  it("is a share of the turns", async () => {
    expect(await ${identifier}().score(dialog)).toBe(0.5);
    expect(await ${identifier}("A").score(dialog)).toBe(1);
  });

  it("is not defined without turns", async () => {
    expect(await ${identifier}().score(new Dialog())).toBeNull();
  });

  it("is found by its name", async () => {
    expect(await metricByName("${name}", { speaker: "B" }).score(dialog)).toBe(0);
  });
});
`;
}

function readme(name: string): string {
  return `# sdialog-metric-${name}

A metric of dialogues for SDialog. Importing the package makes it known by its name:

\`\`\`sh
sdialog eval dialogues.jsonl --import sdialog-metric-${name} --metrics ${name},mtld
\`\`\`

A recipe names it under \`evaluate\`, and the package under \`imports\`. In TypeScript:

\`\`\`ts
import { evaluateDialogs } from "@sdialog/evaluation";
import "sdialog-metric-${name}";

const { summary } = await evaluateDialogs("dialogues.jsonl", { metrics: ["${name}", "mtld"] });
console.log(summary["${name}"]);
\`\`\`

The metric is in \`src/${name}.ts\`. \`npm test\` tries it; \`npm pack\` builds JavaScript and types into \`dist\` first.
`;
}
