import { describe, expect, it } from "vitest";
import { chatTemplate, foldMessages } from "./chat-template.ts";

const strict = `{%- if messages[0]['role'] == 'system' -%}{%- set system = messages[0]['content'] -%}{%- set rest = messages[1:] -%}
{%- else -%}{%- set rest = messages -%}{%- endif -%}{{- bos_token -}}
{%- for message in rest -%}{%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) -%}{{- raise_exception('Roles must alternate') -}}{%- endif -%}
<{{ message['role'] }}>{{ message['content'] }}{%- endfor -%}`;

describe("chatTemplate", () => {
  it("renders with the model's special tokens", () => {
    const render = chatTemplate("local:x", strict, { bos_token: { content: "<s>" } });
    expect(render([{ role: "user", content: "Hi" }])).toBe("<s><user>Hi");
  });

  it("folds what a strict template refuses", () => {
    const render = chatTemplate("local:x", strict, { bos_token: "<s>" });
    const text = render([
      { role: "user", content: "One" },
      { role: "user", content: "Two" },
      { role: "system", content: "Be brief." },
    ]);
    expect(text).toBe("<s><user>One\n\nTwo");
  });

  it("says so when nothing helps", () => {
    const render = chatTemplate("local:x", strict, {});
    expect(() => render([{ role: "assistant", content: "Me first" }])).toThrow(/Roles must alternate/);
  });

  it("asks for a model that chats", () => {
    expect(() => chatTemplate("local:x", undefined, {})).toThrow(/no chat template/);
    expect(() => chatTemplate("local:x", "{% if %}", {})).toThrow(/cannot be read/);
  });
});

describe("foldMessages", () => {
  it("moves system messages to the start and joins neighbours", () => {
    expect(
      foldMessages([
        { role: "user", content: "a" },
        { role: "system", content: "s1" },
        { role: "user", content: "b" },
        { role: "system", content: "s2" },
      ]),
    ).toEqual([
      { role: "system", content: "s1\n\ns2" },
      { role: "user", content: "a\n\nb" },
    ]);
  });
});
