import { InvalidArgumentError, type Random } from "@sdialog/core";
import type { ParsedRule } from "./parsed-rule.ts";

/**
 * Reads the `{…}` notation. Texts that are not wholly in braces are not templates.
 *
 * @throws InvalidArgumentError for braces around something that is not a template
 */
export function parseTemplate(text: string, place: string): ParsedRule | undefined {
  if (text.trim() === "*") return { kind: "model", instruction: undefined };
  const body = withoutBraces(text);
  if (body === undefined) return undefined;
  const [, keyword = "", rest] = /^(\w+)(?::([^]*))?$/.exec(body) ?? [];
  const parsed = range(body, place) ?? model(keyword, rest) ?? file(keyword, rest);
  if (parsed !== undefined) return parsed;
  throw new InvalidArgumentError(`${place}: "${text}" is not a rule`, {
    hint: 'Templates are {llm}, {llm:what is wanted}, {1-10}, {txt:file}, {csv:column:file} and {tsv:column:file}. For a text in braces write literal("…").',
  });
}

function withoutBraces(text: string): string | undefined {
  const trimmed = text.trim();
  let [start, end] = [0, trimmed.length];
  if (!(trimmed.startsWith("{") && trimmed.endsWith("}"))) return undefined;
  while (start < end && trimmed[start] === "{") start++;
  while (end > start && trimmed[end - 1] === "}") end--;
  return trimmed.slice(start, end).trim();
}

function model(keyword: string, rest: string | undefined): ParsedRule | undefined {
  if (keyword !== "llm") return undefined;
  const instruction = rest?.trim();
  return { kind: "model", instruction: instruction === "" ? undefined : instruction };
}

function file(keyword: string, rest = ""): ParsedRule | undefined {
  if (keyword === "txt" && rest.trim() !== "") return { kind: "line", path: rest.trim() };
  if (keyword !== "csv" && keyword !== "tsv") return undefined;
  const colon = rest.indexOf(":");
  const [name, path] = [rest.slice(0, Math.max(0, colon)).trim(), rest.slice(colon + 1).trim()];
  if (name === "" || path === "") return undefined;
  return { kind: "cell", column: { path, name, delimiter: keyword === "csv" ? "," : "\t" } };
}

function range(body: string, place: string): ParsedRule | undefined {
  const [, from, to] = /^(-?\d+(?:\.\d+)?)\s*-\s*(-?\d+(?:\.\d+)?)$/.exec(body) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const [low, high] = [Number(from), Number(to)];
  if (low > high) {
    throw new InvalidArgumentError(`${place}: the range {${body}} runs backwards`, {
      hint: `Write {${to}-${from}}.`,
    });
  }
  const scale = 10 ** Math.max(...[from, to].map((end) => end.split(".")[1]?.length ?? 0));
  const [first, last] = [Math.round(low * scale), Math.round(high * scale)];
  return { kind: "draw", draw: (random: Random) => random.integer(first, last) / scale };
}
