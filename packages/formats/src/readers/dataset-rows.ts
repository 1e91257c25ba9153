import * as z from "zod";
import { type DialogMapping, mappedDialog } from "./mapped-dialog.ts";
import { recordFormat } from "./record-format.ts";
import { type Said, saidDialog } from "./said.ts";

// The system is who answers here, not what tells a model how to behave.
const names = { USER: "user", SYSTEM: "assistant", ASSISTANT: "assistant", Human: "user", Bot: "assistant" };

interface SchemaGuidedTurn {
  readonly speaker: string;
  readonly utterance: string;
  readonly frames: readonly Readonly<Record<string, unknown>>[];
}

const schemaGuided: DialogMapping = {
  messages: ["turns"],
  speaker: ["speaker"],
  text: ["utterance"],
  id: ["dialogue_id"],
  names,
};

const turns = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject({
    dialogue_id: z.string(),
    turns: z.array(z.looseObject({ speaker: z.string(), utterance: z.string(), ...shape })).min(1),
  });

recordFormat({
  name: "schema-guided-dialogue",
  description: "Schema-Guided Dialogue: turns with frames of actions, service calls and their results",
  looks: 'records with "dialogue_id" and "turns" whose frames have "actions"',
  fit: 0.97,
  shape: turns({ frames: z.array(z.looseObject({ actions: z.array(z.unknown()) })) }).refine(
    // MultiWOZ 2.2 has the key, too, and nothing in it.
    (record) =>
      record.turns.some(({ frames }) =>
        (frames as readonly { readonly actions: readonly unknown[] }[]).some(
          ({ actions }) => actions.length > 0,
        ),
      ),
    { error: "no frame has actions" },
  ),
  dialogs(record, { note, id }) {
    const dialog = mappedDialog(record, schemaGuided, note);
    const events = (record.turns as readonly SchemaGuidedTurn[]).flatMap(({ speaker, utterance, frames }) => {
      const agent = Object.hasOwn(names, speaker) ? names[speaker as keyof typeof names] : speaker;
      const calls = frames.flatMap((frame) => {
        const { service_call: call, service_results: results } = frame as {
          service_call?: { method?: string; parameters?: unknown } | null;
          service_results?: unknown;
        };
        if (typeof call !== "object" || call === null) return [];
        const name = String(call.method ?? "");
        return [
          {
            agent,
            action: "tool",
            actionLabel: "call",
            content: { name, args: call.parameters ?? {} },
            timestamp: 0,
          },
          {
            agent,
            action: "tool",
            actionLabel: "output",
            content: { name, output: results ?? null },
            timestamp: 0,
          },
        ];
      });
      return [...calls, { agent, action: "utter", content: utterance, timestamp: 0 }];
    });
    return [{ id, ...dialog, ...(events.length > record.turns.length ? { events } : {}) }];
  },
});

recordFormat({
  name: "multiwoz-2.2",
  description: "MultiWOZ 2.2: turns of USER and SYSTEM with frames",
  looks: 'records with "dialogue_id" and "turns" of "speaker" and "utterance"',
  fit: 0.95,
  shape: turns({ frames: z.array(z.looseObject({})).optional() }),
  dialogs: (record, { note, id }) => [{ id, ...mappedDialog(record, schemaGuided, note) }],
});

recordFormat({
  name: "multiwoz-2.1",
  description: "MultiWOZ 2.0 and 2.1: one object of dialogues by name, each with a log",
  looks: 'an object whose entries have a "log" of "text"',
  fit: 0.97,
  lists: { "": z.looseObject({ log: z.array(z.looseObject({ text: z.string() })).min(1) }) },
  shape: z.looseObject({ log: z.array(z.looseObject({ text: z.string() })).min(1) }),
  dialogs: ({ log, ...about }, { id, key }) => [
    {
      id: key === undefined ? id : String(key).replace(/\.json$/, ""),
      ...saidDialog(
        log.map(({ text, ...more }, index) => ({
          speaker: index % 2 === 0 ? "user" : "assistant",
          role: index % 2 === 0 ? ("user" as const) : ("assistant" as const),
          text,
          further: Object.fromEntries(Object.entries(more).filter(([, value]) => !isEmpty(value))),
        })),
        { annotations: Object.fromEntries(Object.entries(about).filter(([, value]) => !isEmpty(value))) },
      ),
    },
  ],
});

recordFormat({
  name: "taskmaster",
  description: "Taskmaster: utterances of USER and ASSISTANT with segments",
  looks: 'records with "conversation_id" and "utterances"',
  fit: 0.97,
  shape: z.looseObject({
    conversation_id: z.string(),
    utterances: z.array(z.looseObject({ speaker: z.string(), text: z.string() })).min(1),
  }),
  dialogs: (record, { note, id }) => [
    {
      id,
      ...mappedDialog(
        record,
        {
          messages: ["utterances"],
          speaker: ["speaker"],
          text: ["text"],
          id: ["conversation_id"],
          names,
          beside: withApis,
        },
        note,
      ),
    },
  ],
});

/** Taskmaster-3: what the assistant looked up before it speaks, or once the user has. */
function withApis(
  utterance: Readonly<Record<string, unknown>>,
): ReturnType<NonNullable<DialogMapping["beside"]>> {
  const { apis, speaker } = utterance as { apis?: unknown; speaker?: unknown };
  const parsed = z.array(api).safeParse(apis).data;
  if (parsed === undefined || parsed.length === 0) return { taken: [] };
  const happened = parsed.flatMap(({ name, args, response, ...further }): Said[] => [
    {
      speaker: "assistant",
      text: "",
      calls: [{ name, args: byName(args, "arg_name", "arg_value"), further }],
    },
    {
      speaker: null,
      text: "",
      result: { name, output: byName(response, "response_name", "response_value") },
    },
  ]);
  const isUser = /^user$/i.test(String(speaker));
  return { [isUser ? "after" : "before"]: happened, taken: ["apis"] };
}

const api = z.looseObject({
  name: z.string(),
  args: z.array(z.looseObject({})).default([]),
  response: z.array(z.looseObject({})).default([]),
});

/** Named values as an object; the values of a name that comes several times as a list; anything else as it is. */
function byName(list: readonly Readonly<Record<string, unknown>>[], name: string, value: string): unknown {
  const known = list.every((each) => typeof each[name] === "string" && Object.keys(each).length <= 2);
  if (!known) return list;
  const found = new Map<string, unknown[]>();
  for (const each of list) {
    const key = each[name] as string;
    found.set(key, [...(found.get(key) ?? []), each[value] ?? null]);
  }
  return Object.fromEntries(
    Array.from(found, ([key, values]) => [key, values.length === 1 ? values[0] : values]),
  );
}

recordFormat({
  name: "convai2",
  description: "ConvAI2's volunteers: a dialogue of senders, with both profiles",
  looks: 'records with "dialog", "bot_profile" and "user_profile"',
  fit: 0.98,
  shape: z
    .looseObject({
      dialog: z.array(z.looseObject({ text: z.string() })).min(1),
      bot_profile: z.unknown(),
      user_profile: z.unknown(),
    })
    .refine((row) => row.bot_profile !== undefined && row.user_profile !== undefined, {
      error: "it has no profiles",
    }),
  dialogs: (record, { note, id }) => [
    {
      id,
      ...mappedDialog(
        record,
        {
          messages: ["dialog"],
          speaker: ["sender_class", "sender"],
          text: ["text"],
          id: ["dialog_id", "id"],
          names: { ...names, participant1: "user", participant2: "assistant" },
          about: () => ({
            personas: { user: personaOf(record.user_profile), assistant: personaOf(record.bot_profile) },
          }),
          taken: ["user_profile", "bot_profile"],
        },
        note,
      ),
    },
  ],
});

recordFormat({
  name: "persona-chat",
  description: "PERSONA-CHAT as rows: a personality, and utterances with the history and candidates",
  looks: 'records with "personality" and "utterances" of "history"',
  fit: 0.98,
  shape: z.looseObject({
    personality: z.array(z.string()),
    utterances: z
      .array(z.looseObject({ history: z.array(z.string()), candidates: z.array(z.string()).min(1) }))
      .min(1),
  }),
  dialogs({ personality, utterances, ...about }, { id, note }) {
    const last = utterances.at(-1) as (typeof utterances)[number];
    const said = [...last.history, last.candidates.at(-1) as string];
    if (utterances.some(({ candidates }) => candidates.length > 1))
      note("candidates that were not said: kept with the turn they were candidates for");
    const others = new Map(
      utterances.map(({ history, candidates, ...more }) => {
        const unsaid = candidates.slice(0, -1);
        return [history.length, { ...more, ...(unsaid.length === 0 ? {} : { candidates: unsaid }) }];
      }),
    );
    return [
      {
        id,
        ...saidDialog(
          said.map((text, index) => ({
            speaker: index % 2 === 0 ? "A" : "B",
            text,
            further: others.get(index),
          })),
          { personas: { B: personaOf(personality) }, annotations: about },
        ),
      },
    ];
  },
});

/** The sentences of a profile as a persona. */
function personaOf(profile: unknown): { readonly profile: unknown } {
  return { profile };
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
