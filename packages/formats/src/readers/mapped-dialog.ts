import type { DialogInput } from "@sdialog/core";
import { jsonOr } from "./json-or.ts";
import { messageParts, toolCall } from "./message-parts.ts";
import { saidIn } from "./said-in-text.ts";
import { type About, roleOf, type Said, saidDialog } from "./said.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Where a format keeps what: names of keys, the first of which that holds something is taken; `a.b` is `b` inside `a`. */
export interface DialogMapping {
  /** The list of messages. */
  readonly messages: readonly string[];
  readonly speaker: readonly string[];
  readonly text: readonly string[];
  readonly time?: readonly string[] | undefined;
  readonly id?: readonly string[] | undefined;
  /** Names for the speakers of a format that only numbers or shouts them. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Keys of the record that have a place of their own. */
  readonly about?: ((record: Fields) => About) | undefined;
  /** The keys that `about` has taken. */
  readonly taken?: readonly string[] | undefined;
  /**
   * Where people talk under their names, whether a message is a bot's, as the export says. A name is then never taken for
   * a role, be it Claude or System.
   */
  readonly isBot?: ((message: Fields) => boolean) | undefined;
  /** Whether what stands under a key of speakers may be a word for a role; left out: under any of them. */
  readonly holdsRoles?: ((speakerKey: string) => boolean) | undefined;
  /** What happens before and after a message is said, as its fields tell, and the keys of these. */
  readonly beside?:
    | ((message: Fields) => {
        readonly before?: readonly Said[];
        readonly after?: readonly Said[];
        readonly taken: readonly string[];
      })
    | undefined;
  /** Says of a message that is not a turn, such as "Ann has joined", what it is. */
  readonly aside?: ((message: Fields) => string | undefined) | undefined;
}

/**
 * A record as a dialogue by a mapping. Further keys of a message become keys of its turn, those of the record
 * annotations; what nobody said is kept in the annotation `asides`.
 */
export function mappedDialog(
  record: Fields,
  mapping: DialogMapping,
  note: (note: string) => void,
): DialogInput {
  const { key: listKey, value: list } = pick(record, mapping.messages);
  const asides: unknown[] = [];
  const messages: Said[] = [];
  for (const each of Array.isArray(list) ? (list as unknown[]) : []) {
    const message = (typeof each === "object" && each !== null ? each : { text: each }) as Fields;
    const aside = mapping.aside?.(message);
    if (aside === undefined) {
      const { before = [], after = [], taken = [] } = mapping.beside?.(message) ?? {};
      const left = Object.fromEntries(Object.entries(message).filter(([key]) => !taken.includes(key)));
      const said = saidBy(left, mapping, note);
      if (mapping.isBot !== undefined && said.every(isEmpty)) {
        note("messages without words: kept as an annotation");
        asides.push(message);
      } else messages.push(...before, ...said, ...after);
    } else {
      note(`${aside}: kept as an annotation`);
      asides.push(message);
    }
  }
  const { key: idKey, value: id } = pick(record, mapping.id ?? []);
  const about = mapping.about?.(record) ?? {};
  const rest = without(record, [listKey, idKey, ...(mapping.taken ?? [])]);
  return saidDialog(messages, {
    ...(isId(id) ? { id } : {}),
    ...about,
    annotations: { ...rest, ...about.annotations, ...(asides.length === 0 ? {} : { asides }) },
  });
}

/** Whether nothing was said, called or thought. */
function isEmpty({ text, calls, result, thought }: Said): boolean {
  return text.trim() === "" && calls === undefined && result === undefined && thought === undefined;
}

/** Words for the assistant that say which one it is. */
const models: ReadonlySet<string> = new Set(["chatgpt", "bard", "bing", "claude"]);

/** What a message says: one thing as a rule, and further results where it brings several. */
function saidBy(message: Fields, mapping: DialogMapping, note: (note: string) => void): Said[] {
  const { key: speakerKey, value: who } = pick(message, mapping.speaker);
  const { key: textKey, value: content } = pick(message, mapping.text);
  const { key: timeKey, value: time } = pick(message, mapping.time ?? []);
  const parts = messageParts(content);
  if (parts.attachments.length > 0) note("attachments: the text has a placeholder, the turn what they were");
  const word = typeof who === "string" || typeof who === "number" ? String(who) : undefined;
  const name = word === undefined ? undefined : (known(mapping.names, word) ?? word);
  const isNamed =
    mapping.isBot !== undefined || (speakerKey !== undefined && mapping.holdsRoles?.(speakerKey) === false);
  const found = isNamed ? botRole(mapping, message) : name === undefined ? undefined : roleOf(name);
  const called = message["tool_calls"] ?? message["function_call"];
  const listed = jsonOr(called);
  const calls = [
    ...parts.calls,
    ...(listed === null || listed === undefined ? [] : [listed].flat().map((call) => toolCall(call, note))),
  ];
  const rest: Record<string, unknown> = {
    ...(!isNamed && word !== undefined && models.has(word.toLowerCase())
      ? { [speakerKey ?? "from"]: word }
      : {}),
    ...(parts.attachments.length === 0 ? {} : { attachments: parts.attachments }),
    ...(parts.further.length === 0 ? {} : { parts: parts.further }),
    ...without(message, [speakerKey, textKey, timeKey, "tool_calls", "function_call"]),
  };
  const when = typeof time === "string" || typeof time === "number" ? { time } : {};
  if (found === "call") {
    const made = [jsonOr(parts.text, note)].flat().map((call) => toolCall(call, note));
    return [{ speaker: "assistant", text: "", calls: made, ...when, further: rest }];
  }
  // ShareGPT has no other place for calls; where there is one, tags are what somebody said.
  const marked =
    found === undefined || found === "system" || speakerKey !== "from" ? [] : markedIn(found, parts.text);
  if (marked.length > 0)
    return marked.map((said, index) => ({ ...said, ...when, ...(index === 0 ? { further: rest } : {}) }));
  if (found === "result") {
    const id = rest["tool_call_id"] ?? rest["id"];
    const tool = typeof message["name"] === "string" ? message["name"] : undefined;
    const result = {
      output: parts.text,
      ...(id === undefined ? {} : { id: String(id) }),
      ...(tool === undefined ? {} : { name: tool }),
      together: id === undefined && speakerKey === "from",
    };
    const further = without(rest, [rest["tool_call_id"] === undefined ? "id" : "tool_call_id", "name"]);
    // A tool that the simulated user called answers the user.
    const requestor = typeof message["requestor"] === "string" ? message["requestor"] : null;
    return [{ speaker: requestor, text: "", result, ...when, further }];
  }
  if (parts.results.length > 0) {
    // Anthropic's results of tools are parts of a message that may say something, too.
    const results = parts.results.map((result, index): Said => ({
      speaker: null,
      text: "",
      result,
      ...when,
      ...(index === 0 ? { further: rest } : {}),
    }));
    return parts.text === ""
      ? results
      : [...results, { speaker: "user", role: "user", text: parts.text, ...when }];
  }
  const own = message["name"];
  const named =
    found !== undefined && !isNamed && typeof own === "string" && own !== "" && speakerKey !== "name";
  const reasoning = message["reasoning_content"] ?? message["reasoning"];
  const thought = parts.thought ?? (typeof reasoning === "string" ? reasoning : undefined);
  const shown = found === undefined || isNamed ? name : named ? (own as string) : found;
  return [
    {
      speaker: shown ?? null,
      ...(found === undefined ? {} : { role: found }),
      text: parts.text,
      ...when,
      ...(calls.length === 0 ? {} : { calls }),
      ...(thought === undefined ? {} : { thought }),
      further: without(rest, [
        ...(typeof reasoning === "string" ? ["reasoning_content", "reasoning"] : []),
        ...(named ? ["name"] : []),
      ]),
    },
  ];
}

/** What a text says that has calls and results in tags, as Hermes and Qwen write them; nothing for any other. */
function markedIn(who: string, text: string): readonly Said[] {
  if (!/<tool_(?:call|response)>/.test(text)) return [];
  const said = saidIn(who, text);
  return said.some(({ calls, result }) => calls !== undefined || result !== undefined) ? said : [];
}

function botRole({ isBot }: DialogMapping, message: Fields): "assistant" | undefined {
  return isBot?.(message) === true ? "assistant" : undefined;
}

function known(names: DialogMapping["names"], word: string): string | undefined {
  return names !== undefined && Object.hasOwn(names, word) ? names[word] : undefined;
}

/** The first of some keys that holds something. */
export function pick(
  fields: Fields,
  keys: readonly string[],
): { readonly key?: string; readonly value?: unknown } {
  for (const key of keys) {
    const value = key
      .split(".")
      .reduce<unknown>((inside, part) => (isFields(inside) ? inside[part] : undefined), fields);
    if (value !== undefined && value !== null && value !== "") return { key, value };
  }
  return {};
}

/** The fields but for some, and for those that hold nothing; of nested keys only the innermost is left out. */
function without(fields: Fields, keys: readonly (string | undefined)[]): Record<string, unknown> {
  const left: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (keys.includes(key) || value === null || value === undefined || value === "") continue;
    const inner = keys
      .filter((each) => each?.startsWith(`${key}.`))
      .map((each) => each?.slice(key.length + 1));
    const kept = inner.length > 0 && isFields(value) ? without(value, inner) : value;
    if (isFields(kept) && Object.keys(kept).length === 0) continue;
    if (Array.isArray(kept) && kept.length === 0) continue;
    // A turn's own words for these are taken.
    left[key === "speaker" || key === "text" || key === "turns" || key === "events" ? `${key}_` : key] = kept;
  }
  return left;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string | number {
  return typeof value === "string" || Number.isSafeInteger(value);
}
