import { InvalidArgumentError } from "@sdialog/core";

/** What can stand in a template between double braces. */
export interface TemplateValues {
  readonly message: string;
  readonly messages: unknown;
  readonly session: string;
  /** Address of the tools that are lent; empty without any. */
  readonly tools: string;
}

const names: readonly (keyof TemplateValues)[] = ["message", "messages", "session", "tools"];
const placeholder = /\{\{\s{0,9}([A-Za-z]{1,32})\s{0,9}\}\}/g;
const onePlaceholder = new RegExp(`^${placeholder.source}$`);

/**
 * A template as plain JSON with the values put in. A text that is one placeholder and nothing else becomes the value
 * itself, so that `"{{messages}}"` is a list.
 */
export function fillTemplate(template: unknown, values: TemplateValues): unknown {
  if (typeof template === "string") return fillText(template, values);
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, values));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, item]) => [key, fillTemplate(item, values)]));
}

function fillText(text: string, values: TemplateValues): unknown {
  const name = onePlaceholder.exec(text)?.[1];
  if (isName(name)) return values[name];
  return text.replaceAll(placeholder, (found, inner: string) => {
    if (!isName(inner)) return found;
    const value = values[inner];
    return typeof value === "string" ? value : JSON.stringify(value);
  });
}

/** @throws InvalidArgumentError for a placeholder that means nothing, and for a template that sends no message */
export function checkTemplate(template: unknown): void {
  const used = placeholdersIn(template);
  const unknown = used.find((name) => !isName(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`The template uses {{${unknown}}}, which does not exist`, {
      hint: `Those that exist: ${names.map((name) => `{{${name}}}`).join(", ")}.`,
    });
  if (!used.includes("message") && !used.includes("messages"))
    throw new InvalidArgumentError("The template never sends what the user says", {
      hint: 'Put "{{message}}" where the chatbot expects the new message, or "{{messages}}" where it expects them all.',
    });
}

/** Whether the template tells the chatbot where it finds tools that are lent to it. */
export function namesTools(template: unknown): boolean {
  return placeholdersIn(template).includes("tools");
}

function placeholdersIn(template: unknown): readonly string[] {
  if (typeof template === "string") return [...template.matchAll(placeholder)].map(([, name = ""]) => name);
  if (typeof template !== "object" || template === null) return [];
  return Object.values(template).flatMap(placeholdersIn);
}

function isName(name: string | undefined): name is keyof TemplateValues {
  return (names as readonly (string | undefined)[]).includes(name);
}
