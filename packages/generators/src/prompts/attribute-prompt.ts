import { headings } from "@sdialog/agents";
import { withoutHeadings } from "@sdialog/agents/internal";
import { fieldWords, isBlank } from "@sdialog/core/internal";
import { definePrompt } from "@sdialog/llm";

/** What a prompt that has attributes filled in is made of. */
export interface AttributeTask {
  /** What is being made, in a word: `persona` or `context`. */
  readonly subject: string;
  /** The name of the class, such as `Teacher`. */
  readonly className: string;
  /** The objects to complete in this call; their order is the order of the reply. */
  readonly objects: readonly AttributeTaskObject[];
  /** What objects made before hold; the new ones should be unlike them. */
  readonly earlier: readonly Readonly<Record<string, unknown>>[];
  /** Further wishes of the caller. */
  readonly instructions: readonly string[];
}

/** One object to complete: what it holds already, and what is missing. */
export interface AttributeTaskObject {
  /** Attributes that are settled. */
  readonly known: Readonly<Record<string, unknown>>;
  /** Attributes to fill in → what to tell the model about each; empty when there is nothing to tell. */
  readonly wanted: Readonly<Record<string, string>>;
  /** What was wrong with earlier answers. */
  readonly problems: readonly string[];
}

/**
 * Asks for one object as `{attribute: value}`, for several as `{"objects": [ … ]}`.
 *
 * The sentence under the first heading and the user message are all that the bundled local model reads, in the form it was trained
 * on; the rest is for models that can follow it.
 */
export const attributePrompt = definePrompt({
  name: "attributes",
  description: "asks a model to fill in attributes of personas or contexts",
  from: "@sdialog/generators",
  slots: {
    subject: "what is made, in a word: persona, context",
    class_name: "the class in words, such as: mystical persona",
    one: "whether one object is asked for",
    several: "whether several objects are asked for",
    count: "how many objects are asked for",
    fields: "the attributes to fill in",
    meanings: "what the attributes hold, a line each",
    instructions: "further wishes, each by itself",
    has_earlier: "whether anything was made before",
    earlier: "what was made before and should be unlike this, each by itself",
    has_problems: "whether anything was wrong with the previous answer",
    problems: "what was wrong with the previous answer, each by itself",
    given: "what is settled of the one object, a line for each attribute",
    objects: "what is settled of several objects, a numbered line each",
  },
  required: ["fields"],
  fill: withoutHeadings,
  text: `system:
${headings.task}
{{#one}}
Generate a {{subject}} as JSON. Fields: {{fields}}.
{{/one}}
{{#several}}
Generate {{count}} {{subject}}s as JSON: {"objects": [ … ]}. Fields of each: {{fields}}.
{{/several}}

${headings.rules}
{{#meanings}}
What the fields hold:
{{meanings}}

{{/meanings}}
- Choose concrete, believable values that agree with each other and with what is given, and avoid the most obvious choice.
{{#several}}
- Make them differ from one another as real people and places do.
{{/several}}
{{#instructions}}
- {{.}}
{{/instructions}}
{{#has_earlier}}

Already made; choose otherwise:
{{/has_earlier}}
{{#earlier}}
- {{.}}
{{/earlier}}
{{#has_problems}}

What was wrong with the previous answer:
{{/has_problems}}
{{#problems}}
- {{.}}
{{/problems}}

user:
{{#one}}
{{#given}}
{{given}}
{{/given}}
{{^given}}
Generate a {{class_name}}.
{{/given}}
{{/one}}
{{#several}}
Keep to what is given:
{{objects}}
{{/several}}
`,
});

/** What stands in the slots of the prompt for a task. */
export function attributeSlots(task: AttributeTask) {
  const { subject, className, objects, instructions, earlier } = task;
  const wanted: Record<string, string> = Object.assign({}, ...objects.map((object) => object.wanted));
  const problems = objects.flatMap((object) => object.problems);
  return {
    subject,
    class_name: fieldWords(className),
    one: objects.length <= 1,
    several: objects.length > 1,
    count: objects.length,
    fields: Object.keys(wanted).join(", "),
    meanings: Object.entries(wanted)
      .filter(([, meaning]) => meaning !== "")
      .map(([name, meaning]) => `- ${name}: ${meaning}`)
      .join("\n"),
    instructions,
    has_earlier: earlier.length > 0,
    earlier: earlier.map((object) => JSON.stringify(object, shortened)),
    has_problems: problems.length > 0,
    problems,
    given: knownLines(objects[0]?.known ?? {}),
    objects: objects
      .map(({ known }, index) => {
        const given = knownLines(known).replaceAll("\n", "; ");
        return `${index + 1}. ${given === "" ? fieldWords(className) : given}`;
      })
      .join("\n"),
  };
}

function knownLines(known: Readonly<Record<string, unknown>>): string {
  return Object.entries(known)
    .filter(([, value]) => !isBlank(value))
    .map(([name, value]) => {
      const words = fieldWords(name);
      return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${typeof value === "string" ? value : JSON.stringify(value)}`;
    })
    .join("\n");
}

/** Enough of a text to tell what it is about. */
function shortened(_key: string, value: unknown): unknown {
  return typeof value === "string" && value.length > 60 ? `${value.slice(0, 60).trimEnd()}…` : value;
}
