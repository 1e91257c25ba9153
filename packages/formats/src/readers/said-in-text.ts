import { invisibleMark } from "@sdialog/core/internal";
import { jsonOr, pythonLiteral } from "./json-or.ts";
import { toolCall } from "./message-parts.ts";
import { roleOf, type Said } from "./said.ts";

interface TextTemplate {
  /** What stands before a message; its group is the role. */
  readonly opens: RegExp;
  /** What stands behind it. */
  readonly closes: RegExp;
}

/** How common chat templates mark messages. */
const templates: readonly TextTemplate[] = [
  { opens: /<\|im_start\|>(\w+)\n/g, closes: /<\|im_end\|>/ },
  {
    opens: /<\|start_header_id\|>(\w+)<\|end_header_id\|>\n\n/g,
    closes: /<\|eot_id\|>|<\|eom_id\|>|<\|end_of_text\|>/,
  },
  { opens: /<start_of_turn>(\w+)\n/g, closes: /<end_of_turn>/ },
  { opens: /<\|(system|user|assistant|tool)\|>\n?/g, closes: /<\/s>|<\|end\|>|<\|endoftext\|>/ },
  { opens: new RegExp(`^${invisibleMark}*(system|user|assistant|human|gpt): ?`, "gim"), closes: /$(?![^])/ },
];

/** The messages of a text that a chat template made; none where its marks are not known. */
export function saidOf(text: string): Said[] {
  for (const { opens, closes } of templates) {
    const found = [...text.matchAll(opens)];
    if (found.length === 0) continue;
    return found.flatMap((match, index) => {
      const body = text.slice(match.index + match[0].length, found[index + 1]?.index);
      const end = body.search(closes);
      return saidIn(match[1] ?? "", (end === -1 ? body : body.slice(0, end)).trim());
    });
  }
  return [];
}

const thought = /^<think>([^]*?)<\/think>\s*/;

/** What a tool gave back, which Hermes wraps with the tool's name. */
function resultOf(output: string): NonNullable<Said["result"]> {
  const json = jsonOr(output);
  if (typeof json !== "object" || json === null || !("content" in json)) return { output };
  const { content, name, tool_call_id: id, ...others } = json as Readonly<Record<string, unknown>>;
  const isWrapped = typeof name === "string" && Object.keys(others).length === 0;
  return isWrapped ? { output: content, name, ...(typeof id === "string" ? { id } : {}) } : { output };
}

/** What one message says: calls, results and thoughts stand in tags, as Qwen, Hermes and DeepSeek write them. */
export function saidIn(who: string, content: string): Said[] {
  const role = roleOf(who);
  const { inside, outside: rest } = tagged(content, "tool_response");
  const results = inside.map((output): Said => ({ speaker: null, text: "", result: resultOf(output) }));
  if (results.length > 0)
    return rest === "" || role === "result" ? results : [...results, ...saidIn(who, rest)];
  if (role === "result") return [{ speaker: null, text: "", result: { output: content } }];
  if (role === "call" || role === undefined) return [{ speaker: who, text: content }];
  if (role !== "assistant") return [{ speaker: role, role, text: content }];
  const [marked, thoughts] = thought.exec(content) ?? [""];
  const said = content.slice(marked.length);
  const { inside: jsons, outside } = tagged(said, "tool_call");
  const made = jsons.map((json) => {
    const read = jsonOr(json);
    return typeof read === "string" ? (pythonLiteral(read) ?? read) : read;
  });
  // What only looks like a call was said.
  const calls = made.every((each) => typeof each === "object") ? made.map((call) => toolCall(call)) : [];
  return [
    {
      speaker: role,
      role,
      text: calls.length === 0 ? said : outside,
      ...(calls.length === 0 ? {} : { calls }),
      ...(thoughts === undefined ? {} : { thought: thoughts.trim() }),
    },
  ];
}

/** What stands between tags of a name, and what is left without them, white space around either left out. */
function tagged(text: string, name: string): { readonly inside: string[]; readonly outside: string } {
  const [outside = "", ...parts] = text.split(`<${name}>`);
  const found = parts.map((part) => part.split(`</${name}>`));
  // A tag that is not closed is text.
  if (found.some(({ length }) => length === 1)) return { inside: [], outside: text };
  return {
    inside: found.map(([inside = ""]) => inside.trim()),
    outside: [outside, ...found.map(([, ...rest]) => rest.join(`</${name}>`))].join("").trim(),
  };
}
