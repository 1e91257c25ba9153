import * as z from "zod";
import { mappedDialog, type DialogMapping } from "./mapped-dialog.ts";
import { recordFormat } from "./record-format.ts";

const trajectory: DialogMapping = {
  messages: ["messages", "traj"],
  speaker: ["role", "requestor"],
  text: ["content"],
  time: ["timestamp"],
  id: ["id"],
};

const message = z.looseObject({ role: z.string() });

recordFormat({
  name: "tau2",
  description: "results of tau2-bench and tau-bench: simulations with their messages, tool calls and rewards",
  looks: 'an object with "simulations", or records with "task_id" and messages',
  fit: 0.97,
  lists: { simulations: z.looseObject({ messages: z.array(message) }) },
  shares: "tasks",
  shape: z.union([
    z.looseObject({ task_id: z.unknown(), traj: z.array(message).min(1) }),
    z.looseObject({
      task_id: z.union([z.string(), z.number()]),
      messages: z.array(message).min(1),
      reward_info: z.unknown(),
    }),
  ]),
  dialogs(record, { note, id, list, around }) {
    if (list === undefined)
      return [
        {
          id: `${String(record["task_id"])}-${String(record["trial"] ?? id)}`,
          ...mappedDialog(record, trajectory, note),
        },
      ];
    const { tasks, ...common } = around;
    const task = tasksById(tasks).get(String(record["task_id"]));
    const dialog = mappedDialog(record, trajectory, note);
    const annotations = { ...(dialog.annotations as object | undefined), ...common };
    return [{ id, ...dialog, annotations, ...(task === undefined ? {} : { scenario: task }) }];
  },
});

const known = new WeakMap<object, ReadonlyMap<string, Record<string, unknown>>>();

/** The tasks of a file by their ids, which all simulations look up. */
function tasksById(tasks: unknown): ReadonlyMap<string, Record<string, unknown>> {
  if (!Array.isArray(tasks)) return new Map();
  const found = known.get(tasks);
  if (found !== undefined) return found;
  const listed = (tasks as unknown[]).flatMap((task) =>
    typeof task === "object" && task !== null ? [task as Record<string, unknown>] : [],
  );
  // Of two with one id the first is meant.
  const byId = new Map(listed.toReversed().map((task) => [String(task["id"]), task]));
  // Stryker disable next-line CallExpression: what is not kept is looked up again
  known.set(tasks, byId);
  return byId;
}

recordFormat({
  name: "llm-roleplay",
  description: "result files of LLM Roleplay: person, goal and exchanges",
  looks: 'records with "persona", "sample" and "dialog"',
  fit: 0.98,
  shape: z.looseObject({
    persona: z.string(),
    sample: z.union([z.string(), z.looseObject({})]),
    dialog: z.array(z.looseObject({ model_inquirer: z.string(), model_responder: z.string() })),
  }),
  dialogs: (record, { note, id }) => {
    const {
      persona,
      sample,
      dialog,
      num_turns: _turns,
      stop_reason: stop,
      ...rest
    } = record as {
      persona: string;
      sample: unknown;
      dialog: { model_inquirer: string; model_responder: string }[];
    } & Record<string, unknown>;
    const goal = typeof sample === "string" ? sample : String(Object.values(sample as object)[0] ?? "");
    const messages = dialog.flatMap(({ model_inquirer: asked, model_responder: answered, ...further }) => [
      { ...further, speaker: "user", text: asked },
      { speaker: "assistant", text: answered },
    ]);
    const mapping = { messages: ["messages"], speaker: ["speaker"], text: ["text"] };
    const { turns, ...mapped } = mappedDialog({ messages, ...rest }, mapping, note);
    // Under the names that role plays of ours have, so that both are reported about alike.
    const names = { user: "User", assistant: "Assistant" } as const;
    return [
      {
        id,
        ...mapped,
        turns: turns?.map((turn) => ({ ...turn, speaker: names[turn.speaker as keyof typeof names] })),
        personas: { User: { description: persona, goal } },
        scenario: { goal: goal.split("\n") },
        ...(typeof stop === "string" ? { stopReason: stop } : {}),
      },
    ];
  },
});

const messagesSchema = z.array(z.looseObject({ role: z.string(), content: z.string() }));

recordFormat({
  name: "personagym",
  description: "PersonaGym's interactions and training samples: a user's persona, its query and the messages",
  looks: 'records with "persona_id", "original_query" and "messages" or "full_conversation"',
  fit: 0.98,
  shape: z
    .looseObject({
      persona_features: z.record(z.string(), z.unknown()).optional(),
      persona: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
    })
    .and(
      z.union([
        z.looseObject({ interaction_id: z.string(), messages: messagesSchema }),
        z.looseObject({ persona_id: z.string(), full_conversation: messagesSchema }),
      ]),
    ),
  dialogs: (given, { note, id: place }) => {
    const {
      messages,
      full_conversation: conversation,
      sample_id,
      id,
      ...record
    } = given as Record<string, unknown>;
    const said = (messages ?? conversation) as readonly Readonly<Record<string, unknown>>[];
    const { persona_features: features, persona, metadata } = record;
    const person = features ?? (typeof persona === "string" ? { description: persona } : persona);
    const { stop_reason: stop } = (metadata ?? {}) as { readonly stop_reason?: unknown };
    const name = String(record["interaction_id"] ?? sample_id ?? id ?? place);
    const opening = said.find(({ role }) => role === "user")?.["content"];
    const mapping = { messages: ["messages"], speaker: ["role"], text: ["content"], time: ["timestamp"] };
    return [
      {
        ...mappedDialog({ messages: said }, mapping, note),
        id: name,
        ...(person === undefined ? {} : { personas: { user: person as Record<string, unknown> } }),
        ...(typeof stop === "string" ? { stopReason: stop } : {}),
        // All there is beside the messages, as dialogues of the recipe `interactions` have it.
        interaction: {
          original_query: opening,
          initial_query: opening,
          num_turns: said.filter(({ role }) => role === "assistant").length,
          ...record,
          interaction_id: name,
          persona_features: person ?? {},
          metadata: metadata ?? {},
        },
      },
    ];
  },
});
