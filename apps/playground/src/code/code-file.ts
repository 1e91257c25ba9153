/** A TypeScript module that is being written: its imports are collected as they are needed. */
export class CodeFile {
  readonly #imports = new Map<string, Set<string>>();

  /** Imports a name. @returns the name */
  use(name: string, from: string): string {
    const names = this.#imports.get(from) ?? new Set();
    names.add(name);
    this.#imports.set(from, names);
    return name;
  }

  /** Imports a module for what it registers. */
  load(from: string): void {
    if (!this.#imports.has(from)) this.#imports.set(from, new Set());
  }

  /** The module with this body. */
  text(body: readonly string[]): string {
    const imports = [...this.#imports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([from, names]) =>
        names.size === 0 ? `import "${from}";` : `import { ${[...names].sort().join(", ")} } from "${from}";`,
      );
    return `${[...imports, "", ...body].join("\n")}\n`;
  }
}

/** An expression of a call or object with its entries; entries left undefined are left out. */
export function objectCode(entries: Readonly<Record<string, string | undefined>>, indent = ""): string {
  const given = Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (given.length === 0) return "{}";
  const parts = given.map(([name, code]) => (name === code ? name : `${keyCode(name)}: ${code}`));
  const line = `{ ${parts.join(", ")} }`;
  if (line.length + indent.length < 90 && !line.includes("\n")) return line;
  return `{\n${parts.map((part) => `${indent}  ${part},`).join("\n")}\n${indent}}`;
}

/** JSON data as an expression. */
export function dataCode(value: unknown, indent = ""): string {
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => dataCode(item, indent)).join(", ")}]`;
    if (line.length + indent.length < 90 && !line.includes("\n")) return line;
    return `[\n${value.map((item) => `${indent}  ${dataCode(item, `${indent}  `)},`).join("\n")}\n${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([name, item]) => [name, dataCode(item, `${indent}  `)]);
    return objectCode(Object.fromEntries(entries) as Record<string, string>, indent);
  }
  return JSON.stringify(value);
}

/** A name as the identifier of a constant, other than those in use. */
export function identifier(name: string, taken: ReadonlySet<string>): string {
  const words = name.normalize("NFKD").match(/[A-Za-z0-9]+/g) ?? [];
  const camel = words
    .map((word, at) =>
      at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join("");
  const base = /^[a-z]/.test(camel) && !reserved.has(camel) ? camel : `speaker${camel}`;
  let unique = base;
  for (let copy = 2; taken.has(unique); copy++) unique = `${base}${copy}`;
  return unique;
}

const reserved = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for " +
    "function if import in instanceof new null return super switch this throw true try typeof var void while with " +
    "yield let static implements interface package private protected public eval arguments undefined await async of lines conversation original dialog process console " +
    // What programs import.
    "addressed branch calculate chatbot chatbotOf checkTable createByName createInterface goalDirectedUser human keyboard " +
    "llmSelect lookUpOrder noRepeat randomOrder ruleNoise saveDialog scripted semanticNoise speechRecognition typo"
  ).split(" "),
);

function keyCode(name: string): string {
  // Written without brackets, it would say what the object inherits from.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
