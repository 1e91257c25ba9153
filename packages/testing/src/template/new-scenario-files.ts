import { packageScaffold, scaffoldNames, type ScaffoldTemplate } from "@sdialog/core/internal";

const template: ScaffoldTemplate = {
  kind: "scenario",
  identifier: ({ camel }) => camel,
  used: [
    "createByName",
    "defineScenario",
    "describe",
    "expect",
    "faulty",
    "functionChatbot",
    "it",
    "personas",
    "register",
    "sound",
    "testChatbot",
  ],
};

/**
 * A package with one scenario of your own: scenario, test, README. Its test passes unchanged.
 *
 * @param name of the scenario in words, for example `return-a-vase`
 * @returns path inside the package → content
 * @throws InvalidArgumentError for a name from which no file and constant can be named, or that a scenario has
 */
export function newScenarioFiles(name: string): Readonly<Record<string, string>> {
  const { kebab, camel, words, packageName } = scaffoldNames(template, name);
  return {
    ...packageScaffold({
      name: packageName,
      description: `A scenario for tests of chatbots with SDialog: ${words}.`,
      keywords: ["chatbot", "scenario", "sdialog", "testing"],
      uses: ["agents", "core", "testing"],
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

// Importing this package makes the scenario known by its name.
register("scenario", {
  name: "${name}",
  description: "a customer asks for a refund of a delivered order",
  from: "sdialog-scenario-${name}",
  create: () => ${identifier},
});

export { ${identifier} };
`;
}

function source(name: string, identifier: string): string {
  return `import { defineScenario } from "@sdialog/testing";

/** A customer asks for a refund, and gets it once: of this order and no other. */
export const ${identifier} = defineScenario({
  name: "${name}",
  // With a goal instead of a script, a model plays the customer.
  script: ["My vase arrived broken.", "It is order o1. Can I have a refund?"],
  environment: {
    tables: { orders: { rows: [{ id: "o1", status: "delivered" }] } },
    tools: [
      {
        name: "refund",
        description: "Refunds an order that was delivered",
        input: { order: "string" },
        does: "update",
        table: "orders",
        where: { id: "{{order}}" },
        requires: { status: "delivered" },
        set: { status: "refunded" },
      },
    ],
  },
  expect: [
    { name: "the refund is made", endState: { orders: { o1: { status: "refunded" } } }, nothingElse: true },
    { called: { tool: "refund", times: 1 } },
  ],
});
`;
}

function test(name: string, identifier: string): string {
  return `import { functionChatbot } from "@sdialog/agents";
import { createByName } from "@sdialog/core";
import { testChatbot } from "@sdialog/testing";
import { describe, expect, it } from "vitest";
import { ${identifier} } from "./index.ts";

const personas = ["a calm customer"];

describe("${name}", () => {
  it("is passed by a bot that makes the refund", async () => {
    const sound = functionChatbot(async ({ message, call }) => {
      if (!message.includes("refund")) return "Which order is it?";
      await call("refund", { order: "o1" });
      return "Your refund is on its way.";
    }, "sound");
    const { summary } = await testChatbot(sound, { scenarios: [${identifier}], personas });
    expect(summary).toMatchObject({ passed: 1, failed: 0, errors: 0 });
  });

  it("is failed by a bot that only promises it", async () => {
    const faulty = functionChatbot(() => "Your refund is on its way.", "faulty");
    const { summary } = await testChatbot(faulty, { scenarios: [${identifier}], personas });
    expect(summary.failures.map(({ what }) => what)).toContain("the refund is made");
  });

  it("is found by its name", () => {
    expect(createByName("scenario", "${name}").name).toBe("${name}");
  });
});
`;
}

function readme(name: string): string {
  return `# sdialog-scenario-${name}

A scenario for tests of chatbots with SDialog. Importing the package makes it known by its name, for recipes:

\`\`\`yaml
kind: test
imports: [sdialog-scenario-${name}]
chatbot: http://127.0.0.1:8000/v1
scenarios: [${name}]
\`\`\`

The scenario is in \`src/${name}.ts\`. \`npm test\` tries it on a sound bot and on a faulty one; \`npm pack\` builds JavaScript and types into \`dist\` first.
`;
}
