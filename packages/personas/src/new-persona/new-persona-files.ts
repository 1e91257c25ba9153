import {
  packageScaffold,
  requireArguments,
  scaffoldNames,
  type ScaffoldTemplate,
  withArticle,
} from "@sdialog/core/internal";

const template: ScaffoldTemplate = { kind: "persona", identifier: ({ pascal }) => pascal, used: [] };

/**
 * The files of a package with a persona class in it, ready to be installed, tested and published.
 *
 * @param name of the class in words, for example `Librarian`, `TaxiDriver` or `taxi-driver`
 * @returns path within the package → text
 * @throws InvalidArgumentError for a name from which no class can be named, or that a persona class has
 */
export function newPersonaFiles(name: string): Record<string, string> {
  requireArguments("newPersonaFiles", arguments, 1);
  const { words, kebab: file, pascal: className, packageName } = scaffoldNames(template, name);
  const names = { className, words, file, packageName };
  return {
    ...packageScaffold({
      name: packageName,
      description: `${capital(withArticle(words))} for SDialog.`,
      keywords: ["dialogue", "persona", "sdialog"],
      uses: ["core", "personas"],
    }),
    "README.md": readme(names),
    "src/index.ts": index(names),
    [`src/${file}.ts`]: personaModule(names),
    [`src/${file}.test.ts`]: testModule(names),
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface Names {
  readonly className: string;
  readonly words: string;
  readonly file: string;
  readonly packageName: string;
}

function index({ className, words, file, packageName }: Names): string {
  return `import { registerPersona } from "@sdialog/personas";
import { ${className} } from "./${file}.ts";

// Importing this package makes the class known by its name.
registerPersona(${className}, { description: "${withArticle(words)}", from: "${packageName}" });

export { ${className} };
`;
}

function readme({ packageName, className, words, file }: Names): string {
  return `# ${packageName}

${capital(withArticle(words))} for [SDialog](https://www.npmjs.com/package/@sdialog/personas). Importing the package makes the class known by
its name, in recipes as anywhere:

\`\`\`yaml
imports: [${packageName}]
personas:
  - { type: ${className}, name: Morgan }
\`\`\`

\`sdialog playground --import ${packageName}\` offers it with a form. In TypeScript:

\`\`\`ts
import { ${className} } from "${packageName}";

const persona = new ${className}({ name: "Morgan" });
persona.print();
\`\`\`

The attributes are in \`src/${file}.ts\`. \`npm test\` tries them; \`npm pack\` builds JavaScript and types into \`dist\` first.
`;
}

function personaModule({ className, words }: Names): string {
  return `import { definePersona } from "@sdialog/personas";
import * as z from "zod";

/** ${capital(withArticle(words))}. Every attribute has a default; the description is what generators tell the model about it. */
export class ${className} extends definePersona("${className}", {
  name: z.string().default("").describe("What the ${words} is called"),
  role: z.string().default("${words}").describe("What the ${words} does"),
  years_of_experience: z.union([z.int(), z.string()]).default("").describe("Years of doing that"),
  personality: z.string().default("").describe("Character traits in a few words"),
  circumstances: z.string().default("").describe("Situation the ${words} is in right now"),
}) {}
`;
}

function testModule({ className, words }: Names): string {
  return `import { personaFromJSON } from "@sdialog/personas";
import { expect, it } from "vitest";
import { ${className} } from "./index.ts";

const persona = new ${className}({ name: "Morgan", years_of_experience: 3 });

it("describes itself to the model that plays it", () => {
  expect(persona.describe()).toMatch(/^Your name: Morgan\\nYour role: ${words}$/m);
});

it("survives a round trip through JSON, where its class is found by name", () => {
  const loaded = personaFromJSON(JSON.parse(JSON.stringify(persona.toJSON({ metadata: true }))));
  expect(loaded).toBeInstanceOf(${className});
  expect(loaded.attributes()).toEqual(persona.attributes());
});

it("describes every attribute to generators, and needs none of them", () => {
  for (const [name, description] of Object.entries(${className}.descriptions())) expect(description, name).not.toBe("");
  expect(() => new ${className}()).not.toThrow();
});
`;
}
