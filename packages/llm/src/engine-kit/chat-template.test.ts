import { Template } from "@huggingface/jinja";
import { describe, expect, it } from "vitest";
import { chatTemplate } from "./chat-template.ts";

const strict = `{%- if messages[0]['role'] == 'system' -%}{%- set system = messages[0]['content'] -%}{%- set rest = messages[1:] -%}
{%- else -%}{%- set rest = messages -%}{%- endif -%}{{- bos_token -}}
{%- for message in rest -%}{%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) -%}{{- raise_exception('Roles must alternate') -}}{%- endif -%}
<{{ message['role'] }}>{{ message['content'] }}{%- endfor -%}`;

describe("chatTemplate", () => {
  it("renders with the model's special tokens", () => {
    const render = chatTemplate(Template, "local:x", strict, { bos_token: { content: "<s>" } });
    expect(render([{ role: "user", content: "Hi" }])).toEqual({ text: "<s><user>Hi", warnings: [] });
  });

  it.each([undefined, null, 7, {}, { content: 7 }, { content: null }])(
    "has no token that is written %j",
    (token) => {
      const render = chatTemplate(Template, "local:x", strict, { bos_token: token });
      expect(render([{ role: "user", content: "Hi" }]).text).toBe("<user>Hi");
    },
  );

  it("gives a strict template what it takes, and says what was added", () => {
    const render = chatTemplate(Template, "local:x", strict, { bos_token: "<s>" });
    const user = (content: string) => ({ role: "user", content }) as const;
    const system = { role: "system", content: "Be brief." } as const;
    expect(render([user("One"), user("Two"), system])).toEqual({
      text: "<s><user>One\nTwo\n[Instruction: Be brief.]",
      warnings: [],
    });
    const begun = render([system, { role: "assistant", content: "Me first" }, user("Hi")]);
    expect(begun.text).toBe("<s><user>[Instruction: Begin.]<assistant>Me first<user>Hi");
    expect(begun.warnings).toMatchObject([{ setting: "messages" }]);
  });

  it("puts instructions into the user's message where there is no place for them", () => {
    const none = `{%- if messages[0]['role'] == 'system' -%}{{- raise_exception('System role not supported') -}}{%- endif -%}${strict}`;
    const { text, warnings } = chatTemplate(Template, "local:x", none, { bos_token: "" })([
      { role: "system", content: "Be brief." },
      { role: "user", content: "Hi" },
    ]);
    expect(text).toBe("<user>Be brief.\n\nHi");
    expect(warnings).toMatchObject([
      { setting: "messages", message: expect.stringContaining("first message") },
    ]);
  });

  it("says so when nothing helps", () => {
    const render = chatTemplate(Template, "local:x", "{{- raise_exception('Never') -}}", {});
    expect(() => render([{ role: "user", content: "Hi" }])).toThrow(/refuses these messages: .*Never/);
  });

  it("asks for a model that chats", () => {
    expect(() => chatTemplate(Template, "local:x", undefined, {})).toThrow(/no chat template/);
    expect(() => chatTemplate(Template, "local:x", "{% if %}", {})).toThrow(/cannot be read/);
  });

  it("refuses a template that takes long to read", () => {
    for (const source of [`a${" ".repeat(60_000)}b`, "{{ 1 }}".repeat(20_000)])
      expect(() => chatTemplate(Template, "local:x", source, {})).toThrow(/cannot be read: it has .*[0-9]/);
  });

  it("ends a template that loops", () => {
    const endless = "{% for a in range(100000) %}{% for b in range(100000) %}{{ b }}{% endfor %}{% endfor %}";
    const render = chatTemplate(Template, "local:loop", endless, {});
    expect(() => render([{ role: "user", content: "Hi" }])).toThrow(
      expect.objectContaining({
        kind: "unsupported",
        message: expect.stringContaining("took longer than 2 s"),
      }),
    );
  });
});
