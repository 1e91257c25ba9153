import { DataFormatError, Dialog, type DialogEventInput, register, type TurnInput } from "@sdialog/core";
import { repeatedKey, withinStack } from "@sdialog/core/internal";
import { isNode, LineCounter, parseDocument } from "yaml";
import * as z from "zod";

type YamlDocument = ReturnType<typeof parseDocument>;

const step = z.looseObject({
  user: z.string().optional(),
  intent: z.string().optional(),
  action: z.string().optional(),
  bot: z.string().optional(),
  entities: z.unknown().optional(),
});
const story = z
  .looseObject({ steps: z.array(step) })
  .and(z.union([z.looseObject({ story: z.string() }), z.looseObject({ rule: z.string() })]));
const shape = z.looseObject({
  stories: z.array(story).optional(),
  rules: z.array(story).optional(),
  responses: z.record(z.string(), z.array(z.looseObject({ text: z.string().optional() }))).optional(),
});

register("reader", {
  name: "rasa",
  description: "Rasa's stories, rules and test stories; an action without a response is said by its name",
  from: "@sdialog/formats",
  extensions: [".yml", ".yaml"],
  detect: ({ text }) => ({
    fit: /^(?:stories|rules):/m.test(text) ? 0.9 : 0,
    reason: '"stories" with "steps"',
  }),
  create: (_, { onError, onNote }) =>
    async function* read({ source, text }) {
      const lines = new LineCounter();
      const written = await text();
      // Each pretty error would hold the line it is in.
      const document = withinStack(source, () =>
        parseDocument(written, { lineCounter: lines, prettyErrors: false, uniqueKeys: false }),
      );
      const [error] = document.errors;
      if (error !== undefined)
        throw new DataFormatError(`this is not YAML: ${error.message.split("\n")[0]}`, {
          source,
          line: lines.linePos(error.pos[0]).line,
          cause: error,
        });
      const repeated = repeatedKey(document.contents);
      if (repeated !== undefined)
        throw new DataFormatError(`this is not YAML: "${repeated.key}" appears twice in one map`, {
          source,
          line: lines.linePos(repeated.offset).line,
        });
      const parsed = shape.safeParse(toPlain(document, source));
      if (!parsed.success || (parsed.data.stories ?? parsed.data.rules) === undefined) {
        const [issue] = parsed.error?.issues ?? [];
        const place = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
        throw new DataFormatError(
          `not stories of Rasa: ${place}${issue?.message ?? "it has neither stories nor rules"}`,
          {
            source,
            line: lineIn(document, issue?.path ?? [], lines),
            hint: 'Expected "stories", each with a "story" and its "steps".',
          },
        );
      }
      const { stories = [], rules = [], responses = {}, ...others } = parsed.data;
      const unused = unsaidResponses(responses, [...stories, ...rules]);
      const beside = { ...others, ...(Object.keys(unused).length === 0 ? {} : { responses: unused }) };
      if (Object.keys(beside).length > 0)
        onNote?.("what the file holds besides the stories: kept with the first of them", source);
      for (const [index, each] of [...stories, ...rules].entries()) {
        try {
          const around = index === 0 && Object.keys(beside).length > 0 ? { file: beside } : {};
          yield storyDialog({ ...each, ...around }, responses, (note) => onNote?.(note, source));
        } catch (problem) {
          if (onError === undefined || !(problem instanceof DataFormatError)) throw problem;
          onError(problem);
        }
      }
    },
});

/** The line of what stands at a path, or of the innermost thing on the way to it. */
function lineIn(document: YamlDocument, path: readonly PropertyKey[], lines: LineCounter): number {
  const node: unknown = document.getIn(path, true);
  if (path.length > 0 && !isNode(node)) return lineIn(document, path.slice(0, -1), lines);
  return isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1;
}

function toPlain(document: YamlDocument, source: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (cause) {
    throw new DataFormatError("this YAML refers to itself too often", { source, cause });
  }
}

type Responses = Readonly<
  Record<string, readonly { readonly text?: string | undefined; readonly [key: string]: unknown }[]>
>;

/** The responses that no step asks for. */
function unsaidResponses(responses: Responses, stories: readonly z.output<typeof story>[]): Responses {
  const asked = new Set(stories.flatMap(({ steps }) => steps.map(({ action }) => action)));
  return Object.fromEntries(Object.entries(responses).filter(([name]) => !asked.has(name)));
}

function storyDialog(
  each: z.output<typeof story>,
  responses: Responses,
  note: (note: string) => void,
): Dialog {
  const {
    story: name,
    rule,
    steps,
    ...rest
  } = each as z.output<typeof story> & { story?: string; rule?: string };
  const turns: TurnInput[] = [];
  const events: DialogEventInput[] = [];
  const other: unknown[] = [];
  for (const { user, intent, action, bot, entities, ...further } of steps) {
    const say = (speaker: string, text: string, keys: object): void => {
      turns.push({ speaker, text, ...keys });
      events.push({ agent: speaker, action: "utter", content: text, timestamp: 0 });
    };
    if (user !== undefined || intent !== undefined)
      say("user", user?.trim() ?? `/${intent}`, {
        ...(intent === undefined ? {} : { intent }),
        ...(entities === undefined ? {} : { entities }),
        ...further,
      });
    if (bot !== undefined) say("assistant", bot.trim(), further);
    if (action !== undefined) {
      const known = Object.hasOwn(responses, action) ? responses[action] : undefined;
      const said = known?.find(({ text }) => text !== undefined);
      const { text: response, ...more } = said ?? {};
      const variants = known?.filter((variant) => variant !== said) ?? [];
      if (variants.length > 0) note("other wordings of a response: kept with the turn");
      if (action.startsWith("utter_") || response !== undefined)
        say("assistant", response ?? action, {
          ...more,
          action,
          ...(variants.length === 0 ? {} : { variants }),
          ...further,
        });
      else
        events.push({
          ...further,
          agent: "assistant",
          action: "tool",
          actionLabel: "call",
          content: { name: action, args: {} },
          timestamp: 0,
        });
      if (response === undefined && action.startsWith("utter_"))
        note("responses that are not in the file: said by their names");
    }
    if (user === undefined && intent === undefined && bot === undefined && action === undefined)
      other.push(further);
  }
  if (other.length > 0) note("slots, checkpoints and forms: kept as an annotation");
  const annotations = {
    ...(rule === undefined ? {} : { rule: true }),
    ...rest,
    ...(other.length > 0 ? { steps: other } : {}),
  };
  return new Dialog({
    id: name ?? rule,
    turns,
    ...(events.length > turns.length ? { events } : {}),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  });
}
