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
  shape: z.union([
    z.looseObject({ simulations: z.array(z.looseObject({ messages: z.array(message) })).min(1) }),
    z.looseObject({ task_id: z.unknown(), traj: z.array(message).min(1) }),
    z.looseObject({
      task_id: z.union([z.string(), z.number()]),
      messages: z.array(message).min(1),
      reward_info: z.unknown(),
    }),
  ]),
  dialogs(record, { note, id }) {
    const { simulations, tasks, ...common } = record as {
      simulations?: Record<string, unknown>[];
      tasks?: { id?: unknown }[];
    };
    if (simulations === undefined)
      return [
        {
          id: `${String(record["task_id"])}-${String(record["trial"] ?? id)}`,
          ...mappedDialog(record, trajectory, note),
        },
      ];
    return simulations.map((simulation, index) => {
      const task = tasks?.find((each) => String(each.id) === String(simulation["task_id"]));
      const dialog = mappedDialog(simulation, trajectory, note);
      const annotations = { ...(dialog.annotations as object | undefined), ...common };
      return {
        id: `${id}-${index + 1}`,
        ...dialog,
        annotations,
        ...(task === undefined ? {} : { scenario: task as Record<string, unknown> }),
      };
    });
  },
});

recordFormat({
  name: "personagym",
  description: "PersonaGym's interactions: a user's persona, its query and the messages",
  looks: 'records with "interaction_id", "persona_features" and "messages"',
  fit: 0.98,
  shape: z.looseObject({
    interaction_id: z.string(),
    persona_features: z.record(z.string(), z.unknown()).optional(),
    messages: z.array(z.looseObject({ role: z.string(), content: z.string() })),
  }),
  dialogs: (record, { note }) => [
    mappedDialog(
      record,
      {
        messages: ["messages"],
        speaker: ["role"],
        text: ["content"],
        time: ["timestamp"],
        id: ["interaction_id"],
        taken: ["persona_features"],
        about: ({ persona_features: features, metadata }) => {
          const { stop_reason: stop } = (metadata ?? {}) as { stop_reason?: unknown };
          return {
            ...(features === undefined ? {} : { personas: { user: features } }),
            ...(typeof stop === "string" ? { stopReason: stop } : {}),
          };
        },
      },
      note,
    ),
  ],
});
