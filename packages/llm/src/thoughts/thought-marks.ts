/** A mark that models write around their reasoning, and what it does. */
export interface ThoughtMark {
  readonly mark: string;
  /**
   * `open`: what follows is thought. `close`: what stands before is thought, whether or not something opened it.
   * `pass`: ends what is thought, and is nothing where nothing is.
   */
  readonly does: "open" | "close" | "pass";
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

/** What models are known to write: DeepSeek and Qwen, others after them, Magistral, Kimi, OpenThinker, gpt-oss. */
const knownMarks: readonly ThoughtMark[] = [
  ...["think", "thinking", "thought", "reasoning"].flatMap((tag) => tagMarks(tag)),
  ...tagMarks("THINK", ["[", "]"]),
  ...tagMarks("think", ["◁", "▷"]),
  { mark: "<|begin_of_thought|>", does: "open" },
  { mark: "<|end_of_thought|>", does: "close" },
  ...channelMarks,
];

/** The marks that a tag stands for: `think` for all that models are known to write, another for its own pair. */
export function thoughtMarks(tag: string): readonly ThoughtMark[] {
  return tag === "think" ? knownMarks : tagMarks(tag);
}
