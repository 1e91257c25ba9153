import { scriptedModel } from "@sdialog/llm/testing";
import { defineChatModel } from "@sdialog/llm";
import { TagSplitter, thoughtMarks } from "@sdialog/llm/internal";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thinkingTags } from "./thinking-tags.ts";

const forms: readonly (readonly [form: string, reply: string, text: string, thinking: string | undefined])[] =
  [
    ["no tag", "Hi, the pool is open.", "Hi, the pool is open.", undefined],
    ["a pair", "<think>Be kind.</think>\n\nHi.", "Hi.", "Be kind."],
    ["only a closing tag", "A short answer will do.\n</think>\n\nHi.", "Hi.", "A short answer will do."],
    ["only an opening tag", "<think>Where was I", "", "Where was I"],
    ["nested", "<think>a<think>b</think>c</think>Hi.", "Hi.", "a<think>b\nc"],
    ["nested, not all closed", "<think>a <think>b</think>Hi.", "Hi.", "a <think>b"],
    ["twice", "<think>a</think>Hi. <think>b</think>Bye.", "Hi. Bye.", "a\nb"],
    ["said, then thought aloud", "Hi. <think>a</think>b</think>Bye.", "Hi. Bye.", "a\nb"],
    ["a closing tag at the end", "All of it thought.</think>", "", "All of it thought."],
    ["nothing between", "<think></think>Hi.", "Hi.", undefined],
    ["half a tag", "Is 1 <thi 2?", "Is 1 <thi 2?", undefined],
    ["half a closing tag at the end", "<think>a</thin", "", "a</thin"],
    ["in capitals", "<THINK>a</Think>Hi.", "Hi.", "a"],
    ["another word", "<thinking>a</thinking>\nHi.", "Hi.", "a"],
    ["brackets", "[THINK]a[/THINK]Hi.", "Hi.", "a"],
    ["Cohere's", "<|START_THINKING|>a<|END_THINKING|><|START_RESPONSE|>Hi.<|END_RESPONSE|>", "Hi.", "a"],
    ["Cohere's, opened by the prompt", "a<|END_THINKING|>Hi.", "Hi.", "a"],
    ["Seed's", "<seed:think>a</seed:think>Hi.", "Hi.", "a"],
    ["Gemma's", "<|channel>thought\na\n<channel|>Hi.", "Hi.", "a"],
    ["Gemma's, with nothing thought", "<|channel>thought\n<channel|>Hi.", "Hi.", undefined],
    ["Phi's", "<think>a</think>\n\nHi.", "Hi.", "a"],
    ["Apertus's", "<|inner_prefix|>a<|inner_suffix|>Hi.", "Hi.", "a"],
    ["Solar's", "<|think|>a<|end|><|content|>Hi.", "Hi.", "a"],
    ["MiniMax's", "<mm:think>a</mm:think>Hi.", "Hi.", "a"],
    [
      "Kimi's newer ones",
      "<|open|>think<|sep|>a<|close|>think<|sep|><|open|>response<|sep|>Hi.<|close|>response<|sep|><|close|>message<|sep|>",
      "Hi.",
      "a",
    ],
    ["triangles", "◁think▷a◁/think▷Hi.", "Hi.", "a"],
    [
      "channels",
      "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>Hi.<|return|>",
      "Hi.",
      "a",
    ],
    [
      "OpenThinker's",
      "<|begin_of_thought|>a<|end_of_thought|>\n\n<|begin_of_solution|>Hi.<|end_of_solution|>",
      "Hi.",
      "a",
    ],
    ["GLM's box", "<think>a</think><|begin_of_box|>Hi.<|end_of_box|>", "Hi.", "a"],
    ["Hunyuan's", "<think>\na\n</think>\n<answer>\nHi.\n</answer>", "Hi.", "a"],
    ["Ernie's", "<think>a</think>\n\n<response>\nHi.\n</response>\n", "Hi.", "a"],
    ["an answer in tags, with nothing thought", "<answer>Hi.</answer>", "<answer>Hi.</answer>", undefined],
    ["tags said after what is thought", "<think>a</think>Use <answer>.", "Use <answer>.", "a"],
    ["a tag with white space in it", "<think\n>a</think >Hi.", "Hi.", "a"],
    ["a tag spoken of", "Put it in <think> tags, like so.", "Put it in <think> tags, like so.", undefined],
    ["a tag amid a sentence, closed", "I go <think>a</think>home.", "I go home.", "a"],
    ["in code", "Write `<think>` and `</think>`.", "Write `<think>` and `</think>`.", undefined],
    ["in code, in what is thought", "<think>Not `</think>`!</think>Hi.", "Hi.", "Not `</think>`!"],
    ["after code", "<think>As in `a`</think>`b` it is.", "`b` it is.", "As in `a`"],
    ["in a block of code", "```\n<think>a</think>\n```\nSo.", "```\n<think>a</think>\n```\nSo.", undefined],
    ["thought before a block of code", "<think>a</think>```\nb\n```", "```\nb\n```", "a"],
  ];

describe("thinkingTags", () => {
  it.each(["a<think></think>b</think>", "b</think>", "</think>a", "<think>a</think>b</think>c"])(
    "%s, again and again, is handed out twice at most",
    (unit) => {
      const splitter = new TagSplitter(thoughtMarks("think"), false);
      const text = unit.repeat(2000);
      let [handedOut, discarded] = [0, 0];
      for (let at = 0; at < text.length; at += 50)
        for (const piece of splitter.push(text.slice(at, at + 50), at + 50 >= text.length))
          if (piece.type === "discard") discarded++;
          else handedOut += piece.delta.length;
      expect(handedOut).toBeLessThanOrEqual(2 * text.length);
      expect(discarded).toBeLessThanOrEqual(2);
    },
  );

  it.each(forms)("%s, whole", async (_form, reply, text, thinking) => {
    const result = await thinkingTags()(scriptedModel([reply])).generate({ messages: [] });
    expect({ text: result.text, thinking: result.thinking }).toEqual({ text, thinking });
  });

  it.each(forms)(
    "%s, letter by letter: what is left of the pieces is the text",
    async (_form, reply, text) => {
      const model = thinkingTags()(letterByLetter(reply));
      for (const time of ["the first time", "once it is known"]) {
        let left = "";
        for await (const chunk of model.stream({ messages: [] })) {
          if (chunk.type === "text") left += chunk.delta;
          if (chunk.type === "discard") left = "";
          if (chunk.type === "finish") expect(chunk.result.text, time).toBe(text);
        }
        expect(left.trim(), time).toBe(text);
      }
    },
  );

  it("takes nothing back from a model that is known to close what it did not open", async () => {
    const model = thinkingTags()(letterByLetter("Hm.</think>Hi."));
    const types = async () => (await Array.fromAsync(model.stream({ messages: [] }))).map(({ type }) => type);
    expect(await types()).toContain("discard");
    expect(await types()).not.toContain("discard");
  });

  it("cuts the same wherever the pieces are cut, patient or not", () => {
    const parts = fc.array(
      fc.constantFrom("<think>", "</think>", "a", " ", "<", "</thi", "nk>", "`", "[THINK]", "<|end|>"),
    );
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        const whole = [...left, ...right].join("");
        const once = cut([whole], true);
        for (const patient of [true, false])
          expect(cut([left.join(""), right.join("")], patient)).toEqual(once);
      }),
    );
  });
});

function cut(pieces: readonly string[], patient: boolean) {
  const splitter = new TagSplitter(thoughtMarks("think"), patient);
  const left = { text: "", thinking: "" };
  for (const piece of [...pieces.flatMap((part) => [...splitter.push(part)]), ...splitter.push("", true)]) {
    if (piece.type === "discard") left.text = "";
    else left[piece.type] += piece.delta;
  }
  return left;
}

function letterByLetter(reply: string) {
  const whole = scriptedModel(() => reply);
  return defineChatModel({
    id: whole.id,
    capabilities: whole.capabilities,
    async *stream(request) {
      for (const delta of reply) yield { type: "text", delta };
      yield { type: "finish", result: await whole.generate(request) };
    },
  });
}
