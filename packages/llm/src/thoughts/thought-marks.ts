import { madeOnce } from "@sdialog/core/internal";

/** A mark that models write around their reasoning, and what it does. */
interface ThoughtMark {
  readonly mark: string;
  /**
   * `open`: what follows is thought. `close`: what stands before is thought, whether or not something opened it.
   * `pass`: ends what is thought, and is nothing where nothing is. `wrap`: holds what is said, and is nothing right after
   * what is thought; elsewhere it is text.
   */
  readonly does: "open" | "close" | "pass" | "wrap";
}

/** A tag's pair of marks, in whatever case it is written. */
function tagMarks(tag: string, [left, right] = ["<", ">"]): readonly ThoughtMark[] {
  return [
    { mark: `${left}${tag}${right}`, does: "open" },
    { mark: `${left}/${tag}${right}`, does: "close" },
  ];
}

/** The channels of gpt-oss, where a server hands them on as they are. */
const channelMarks: readonly ThoughtMark[] = [
  { mark: "<|channel|>analysis<|message|>", does: "open" },
  { mark: "<|channel|>final<|message|>", does: "pass" },
  { mark: "<|channel|>commentary<|message|>", does: "pass" },
  { mark: "<|start|>assistant", does: "pass" },
  { mark: "<|end|>", does: "pass" },
  { mark: "<|return|>", does: "pass" },
];

/** A pair of marks around what is thought. */
function pair(open: string, close: string): readonly ThoughtMark[] {
  return [
    { mark: open, does: "open" },
    { mark: close, does: "close" },
  ];
}

/** Marks around what is said, which go with those around what is thought. */
function around(...marks: readonly string[]): readonly ThoughtMark[] {
  return marks.map((mark) => ({ mark, does: "pass" }));
}

/** What families mark by tokens of their own, as chat templates, parsers of servers and makers' pages on their formats have them. */
const familyMarks: readonly ThoughtMark[] = [
  // Cohere's Command R7B and Command A
  ...pair("<|START_THINKING|>", "<|END_THINKING|>"),
  ...around("<|START_RESPONSE|>", "<|END_RESPONSE|>", "<|START_TEXT|>", "<|END_TEXT|>"),
  // Seed-OSS, MiniMax M3
  ...["seed:think", "mm:think"].flatMap((tag) => tagMarks(tag)),
  // Gemma 4
  ...pair("<|channel>thought", "<channel|>"),
  ...around("<|channel>final", "<|turn>model"),
  // Apertus, Solar Open
  ...pair("<|inner_prefix|>", "<|inner_suffix|>"),
  { mark: "<|think|>", does: "open" },
  ...around("<|content|>"),
  // Kimi K3
  ...pair("<|open|>think<|sep|>", "<|close|>think<|sep|>"),
  ...around("<|open|>response<|sep|>", "<|close|>response<|sep|>", "<|close|>message<|sep|>"),
];

/** What models are known to write: DeepSeek, Qwen and Phi, others after them, Magistral, Kimi, OpenThinker, gpt-oss. */
const knownMarks: readonly ThoughtMark[] = [
  ...["think", "thinking", "thought", "reasoning"].flatMap((tag) => tagMarks(tag)),
  ...tagMarks("THINK", ["[", "]"]),
  ...tagMarks("think", ["◁", "▷"]),
  { mark: "<|begin_of_thought|>", does: "open" },
  { mark: "<|end_of_thought|>", does: "close" },
  // OpenThinker, GLM
  ...around("<|begin_of_solution|>", "<|end_of_solution|>", "<|begin_of_box|>", "<|end_of_box|>"),
  // Hunyuan, K2-Think, Ernie
  ...["answer", "response"]
    .flatMap((tag) => tagMarks(tag))
    .map(({ mark }): ThoughtMark => ({ mark, does: "wrap" })),
  ...channelMarks,
  ...familyMarks,
];

/** Marks made ready to be looked for. */
export interface ThoughtMarks {
  /** What each does, by how it is written in small letters. */
  readonly does: ReadonlyMap<string, ThoughtMark["does"]>;
  /** Finds any of them, the longest first, from its `lastIndex` on. */
  readonly any: RegExp;
  /** Length of the longest. */
  readonly longest: number;
}

function readied(marks: readonly ThoughtMark[]): ThoughtMarks {
  const does = new Map(marks.map(({ mark, does: what }) => [mark.toLowerCase(), what]));
  const written = [...does.keys()].sort((a, b) => b.length - a.length);
  return {
    does,
    any: new RegExp(written.map(escaped).join("|"), "gi"),
    longest: (written[0]?.length ?? 0) + mostSpace,
  };
}

/** How much white space may stand before the end of a tag. */
const mostSpace = 3;

/** The mark for a regular expression; a tag may hold white space at its end. */
function escaped(mark: string): string {
  const plain = mark.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return /^<\/?[a-z:]+>$/.test(mark) ? plain.replace(/>$/, `\\s{0,${mostSpace}}>`) : plain;
}

/** A mark as it is listed. */
export function plainMark(written: string): string {
  return written.toLowerCase().replace(/\s{1,3}>$/, ">");
}

const known = madeOnce(() => readied(knownMarks));

/** The marks that a tag stands for: `think` for all that models are known to write, another for its own pair. */
export function thoughtMarks(tag: string): ThoughtMarks {
  return tag === "think" ? known() : readied(tagMarks(tag));
}

/** Whether a text has any of the marks. */
export function hasMark(text: string, { any }: ThoughtMarks): boolean {
  any.lastIndex = 0;
  return any.test(text);
}
