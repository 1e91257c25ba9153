import { InvalidArgumentError } from "@sdialog/core";
import { fieldWords, packageVersion } from "@sdialog/core/internal";

/**
 * The files of a package with a persona class in it, ready to be installed, tested and published.
 *
 * @param className the class's name, such as `Librarian` or `TaxiDriver`
 * @returns path within the package → text
 * @throws InvalidArgumentError when that cannot be the name of a class
 */
export function newPersonaFiles(className: string): Record<string, string> {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(className)) {
    throw new InvalidArgumentError(`"${className}" cannot name a persona class`, {
      hint: "Use letters and digits, the first one a capital: TaxiDriver.",
    });
  }
  const words = fieldWords(className);
  const file = words.replaceAll(" ", "-");
  const names = { className, words, file, packageName: `sdialog-persona-${file}` };
  return {
    "package.json": packageJson(names),
    "tsconfig.json": tsconfig,
    ".gitignore": "dist\nnode_modules\n",
    "README.md": readme(names),
    "src/index.ts": `export { ${className} } from "./${file}.ts";\n`,
    [`src/${file}.ts`]: personaModule(names),
    [`src/${file}.test.ts`]: testModule(names),
  };
}

interface Names {
  readonly className: string;
  readonly words: string;
  readonly file: string;
  readonly packageName: string;
}

function packageJson({ packageName, words }: Names): string {
  const content = {
    name: packageName,
    version: "0.1.0",
    description: `A ${words} for SDialog.`,
    keywords: ["persona", "sdialog"],
    type: "module",
    sideEffects: false,
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
    files: ["dist"],
    scripts: {
      build: "tsc",
      test: 'node --test "src/*.test.ts"',
      prepublishOnly: "npm test && npm run build",
    },
    peerDependencies: { "@sdialog/personas": `^${packageVersion}`, zod: "^4.0.0" },
    devDependencies: { "@types/node": "^24.0.0", typescript: "^6.0.0" },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const tsconfig = `${JSON.stringify(
  {
    compilerOptions: {
      target: "es2023",
      module: "nodenext",
      strict: true,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      skipLibCheck: true,
      types: ["node"],
      rootDir: "src",
      outDir: "dist",
    },
    include: ["src"],
  },
  null,
  2,
)}\n`;

function readme({ packageName, className, words, file }: Names): string {
  return `# ${packageName}

A ${words} for [SDialog](https://www.npmjs.com/package/@sdialog/personas).

\`\`\`ts
import { ${className} } from "${packageName}";

const persona = new ${className}({ name: "Morgan" });
persona.print();
\`\`\`

The attributes are in \`src/${file}.ts\`. \`npm test\` needs Node 22.18 or later; \`npm run build\` writes \`dist\`.
`;
}

function personaModule({ className, words }: Names): string {
  return `import { definePersona } from "@sdialog/personas";
import { z } from "zod";

/** A ${words}. Every attribute has a default; the description is what generators tell the model about it. */
export class ${className} extends definePersona("${className}", {
  name: z.string().default("").describe("What the ${words} is called"),
  role: z.string().default("${words}").describe("What the ${words} does"),
  years_of_experience: z.union([z.int(), z.string()]).default("").describe("Years of doing that"),
  personality: z.string().default("").describe("Character traits in a few words"),
  circumstances: z.string().default("").describe("Situation the ${words} is in right now"),
}) {}
`;
}

function testModule({ className, words, file }: Names): string {
  return `import assert from "node:assert/strict";
import test from "node:test";
import { personaFromJSON } from "@sdialog/personas";
import { ${className} } from "./${file}.ts";

const persona = new ${className}({ name: "Morgan", years_of_experience: 3 });

test("describes itself to the model that plays it", () => {
  assert.match(persona.describe(), /^Your name: Morgan\\nYour role: ${words}$/m);
});

test("survives a round trip through JSON", () => {
  const loaded = personaFromJSON(JSON.parse(JSON.stringify(persona.toJSON({ metadata: true }))), [${className}]);
  assert.ok(loaded instanceof ${className});
  assert.deepEqual(loaded.attributes(), persona.attributes());
});

test("describes every attribute to generators, and needs none of them", () => {
  for (const [name, description] of Object.entries(${className}.descriptions())) assert.notEqual(description, "", name);
  assert.doesNotThrow(() => new ${className}());
});
`;
}
