/** A model's `tokenizer.json` of a few words, in which everything else is spelled letter by letter; ChatML's marks are tokens. */
export function smallTokenizer(): object {
  const marks = ["<|im_start|>", "<|im_end|>"];
  const letters = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
  const tokens = [...letters, "\n", "é", "🙂", "noon", "close"];
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  return {
    version: "1.0",
    added_tokens: marks.map((content, index) => ({
      id: tokens.length + index,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    decoder: { type: "Fuse" },
    model: {
      type: "BPE",
      vocab: { ...vocab, no: 200, on: 201, cl: 202, clo: 203, clos: 204 },
      merges: ["n o", "o n", "no on", "c l", "cl o", "clo s", "clos e"].map((merge) => merge.split(" ")),
      unk_token: null,
      byte_fallback: false,
      ignore_merges: false,
    },
  };
}
