/** A small file as it comes out of a tool, and what must arrive of it. */
export interface ReaderSampleFile {
  readonly reader: string;
  readonly file: string;
  readonly text: string;
  /** Of each dialogue, its turns as `speaker: text`. */
  readonly turns: readonly (readonly string[])[];
  /** Further parts of the first dialogue that must be there. */
  readonly also?: Readonly<Record<string, unknown>> | undefined;
}

const list = (...values: readonly unknown[]): string => JSON.stringify(values, null, 1);

const brief = [["user: Is the ferry late?", "assistant: By ten minutes."]];
const ferry = { asked: "Is the ferry late?", said: "By ten minutes." };

/** Samples of datasets, results and recordings. */
export const datasetSamples: readonly ReaderSampleFile[] = [
  {
    reader: "schema-guided-dialogue",
    file: "dialogues_001.json",
    text: list({
      dialogue_id: "1_00000",
      services: ["Restaurants_1"],
      turns: [
        {
          speaker: "USER",
          utterance: "A table for two.",
          frames: [{ service: "Restaurants_1", actions: [{ act: "INFORM" }], slots: [] }],
        },
        {
          speaker: "SYSTEM",
          utterance: "Booked.",
          frames: [
            {
              service: "Restaurants_1",
              actions: [{ act: "NOTIFY" }],
              service_call: { method: "Reserve", parameters: { seats: "2" } },
              service_results: [{ ok: "True" }],
            },
          ],
        },
      ],
    }),
    turns: [["user: A table for two.", "assistant: Booked."]],
    also: {
      id: "1_00000",
      events: [
        {},
        { content: { name: "Reserve", args: { seats: "2" } } },
        { content: { output: [{ ok: "True" }] } },
        {},
      ],
      annotations: { services: ["Restaurants_1"] },
    },
  },
  {
    reader: "multiwoz-2.2",
    file: "multiwoz22.json",
    text: list({
      dialogue_id: "MUL1.json",
      services: ["hotel"],
      turns: [
        { turn_id: "0", speaker: "USER", utterance: "A cheap hotel.", frames: [] },
        { turn_id: "1", speaker: "SYSTEM", utterance: "Which area?", frames: [] },
      ],
    }),
    turns: [["user: A cheap hotel.", "assistant: Which area?"]],
    also: { id: "MUL1.json" },
  },
  {
    reader: "multiwoz-2.1",
    file: "data.json",
    text: JSON.stringify({
      "SNG1.json": {
        goal: { hotel: {} },
        log: [
          { text: "A cheap hotel.", metadata: {} },
          { text: "Which area?", metadata: { hotel: { area: "" } } },
        ],
      },
      "SNG2.json": { goal: {}, log: [{ text: "Hi", metadata: {} }] },
    }),
    turns: [["user: A cheap hotel.", "assistant: Which area?"], ["user: Hi"]],
    also: { id: "SNG1", annotations: { goal: { hotel: {} } } },
  },
  {
    reader: "taskmaster",
    file: "taskmaster.json",
    text: list({
      conversation_id: "dlg-1",
      instruction_id: "pizza",
      utterances: [
        {
          index: 0,
          speaker: "USER",
          text: "A pizza.",
          apis: [
            {
              name: "find_pizza",
              args: [{ arg_name: "place", arg_value: "Rome" }],
              response: [
                { response_name: "kind", response_value: "bianca" },
                { response_name: "kind", response_value: "rossa" },
              ],
            },
          ],
        },
        { index: 1, speaker: "ASSISTANT", text: "Which size?", segments: [{ text: "size" }] },
      ],
    }),
    turns: [["user: A pizza.", "assistant: Which size?"]],
    also: {
      id: "dlg-1",
      annotations: { instruction_id: "pizza" },
      events: [
        {},
        { agent: "assistant", content: { name: "find_pizza", args: { place: "Rome" } } },
        { agent: "assistant", content: { name: "find_pizza", output: { kind: ["bianca", "rossa"] } } },
        {},
      ],
    },
  },
  {
    reader: "convai2",
    file: "volunteers.json",
    text: list({
      dialog_id: "0x1",
      dialog: [
        { id: 0, sender: "participant1", sender_class: "Human", text: "Hi" },
        { id: 1, sender: "participant2", sender_class: "Bot", text: "Hello" },
      ],
      bot_profile: ["I row."],
      user_profile: ["I bake."],
    }),
    turns: [["user: Hi", "assistant: Hello"]],
    also: { personas: { user: { profile: ["I bake."] }, assistant: { profile: ["I row."] } } },
  },
  {
    reader: "persona-chat",
    file: "personachat.json",
    text: list({
      personality: ["I row."],
      utterances: [
        { history: ["Hi"], candidates: ["No.", "Hello"] },
        { history: ["Hi", "Hello", "You row?"], candidates: ["No.", "I do."] },
      ],
    }),
    turns: [["A: Hi", "B: Hello", "A: You row?", "B: I do."]],
    also: { personas: { B: { profile: ["I row."] } } },
  },
  {
    reader: "dailydialog",
    file: "dialogues_text.txt",
    text: "The tea is cold . __eou__ I will heat it . __eou__\nHi . __eou__ Hello . __eou__\n",
    turns: [
      ["A: The tea is cold .", "B: I will heat it ."],
      ["A: Hi .", "B: Hello ."],
    ],
  },
  {
    reader: "persona-chat-text",
    file: "train_self_original.txt",
    text: "1 your persona: I row.\n2 Hi\tHello\t\tNo.|Hello\n1 your persona: I bake.\n2 You bake?\tI do.\n",
    turns: [
      ["partner: Hi", "you: Hello"],
      ["partner: You bake?", "you: I do."],
    ],
    also: { personas: { you: { profile: ["I row."] } }, turns: [{}, { candidates: ["No."] }] },
  },
  {
    reader: "empathetic-dialogues",
    file: "train.csv",
    text: "conv_id,utterance_idx,context,prompt,speaker_idx,utterance,selfeval,tags\nhit:0,1,proud,I won_comma_ at last.,1,I won!,5|5|5,\nhit:0,2,proud,I won_comma_ at last.,2,Well done_comma_ you.,5|5|5,\n",
    turns: [["1: I won!", "2: Well done, you."]],
    also: { id: "hit:0", scenario: "I won, at last.", annotations: { emotion: "proud" } },
  },
  {
    reader: "tau2",
    file: "results.json",
    text: JSON.stringify({
      info: { seed: 1 },
      tasks: [{ id: "0", purpose: "a refund" }],
      simulations: [
        {
          id: "sim",
          task_id: "0",
          reward_info: { reward: 1 },
          messages: [
            { role: "user", content: "A refund, please.", timestamp: "2024-03-12T10:00:00" },
            {
              role: "assistant",
              content: null,
              tool_calls: [{ id: "t1", name: "refund", arguments: { order: 3 } }],
            },
            { id: "t1", role: "tool", content: "ok" },
            { role: "assistant", content: "Done." },
            {
              role: "user",
              content: null,
              tool_calls: [{ id: "u1", name: "look", arguments: {}, requestor: "user" }],
            },
            { id: "u1", role: "tool", content: "no signal", requestor: "user" },
          ],
        },
      ],
    }),
    turns: [["user: A refund, please.", "assistant: Done."]],
    also: {
      id: "sim",
      scenario: { purpose: "a refund" },
      annotations: { reward_info: { reward: 1 } },
      events: [
        {},
        { content: { name: "refund", args: { order: 3 }, id: "t1" } },
        { agent: "assistant", content: { output: "ok", call_id: "t1" } },
        {},
        { agent: "user", content: { name: "look", id: "u1" } },
        { agent: "user", content: { name: "look", output: "no signal", call_id: "u1" } },
      ],
    },
  },
  {
    reader: "llm-roleplay",
    file: "5.jsonl",
    text: '{"persona":"a nurse","sample":"Bake bread.\\nWithout yeast.","num_turns":1,"dialog":[{"turn":0,"model_inquirer":"How?","model_responder":"So."}]}\n',
    turns: [["User: How?", "Assistant: So."]],
    also: {
      personas: { User: { description: "a nurse" } },
      scenario: { goal: ["Bake bread.", "Without yeast."] },
    },
  },
  {
    reader: "personagym",
    file: "interaction_p1_q1.json",
    text: JSON.stringify({
      interaction_id: "interaction_p1_q1",
      persona_id: "p1",
      persona_features: { patience: "low" },
      original_query: ferry.asked,
      initial_query: ferry.asked,
      messages: [
        { role: "user", content: ferry.asked, timestamp: "2024-03-12T10:00:00Z" },
        { role: "assistant", content: ferry.said },
      ],
      num_turns: 1,
      metadata: { stop_reason: "stop_signal" },
    }),
    turns: brief,
    also: { id: "interaction_p1_q1", personas: { user: { patience: "low" } }, stopReason: "stop_signal" },
  },
  {
    reader: "rasa",
    file: "stories.yml",
    text: 'version: "3.1"\nresponses:\n  utter_greet:\n  - text: Hello!\n  - text: Hi!\n  utter_bye:\n  - text: Bye!\nstories:\n- story: happy path\n  steps:\n  - user: |\n      hi\n    intent: greet\n  - action: action_look_up\n  - action: utter_greet\n  - slot_was_set:\n    - name: Ann\n',
    turns: [["user: hi", "assistant: Hello!"]],
    also: {
      id: "happy path",
      events: [{}, { content: { name: "action_look_up" } }, {}],
      annotations: { steps: [{}], file: { responses: { utter_bye: [{ text: "Bye!" }] } } },
      turns: [{}, { variants: [{ text: "Hi!" }] }],
    },
  },
  {
    reader: "subtitles",
    file: "film.srt",
    text: "1\r\n00:00:01,000 --> 00:00:03,000\r\nANN: Good\r\nmorning.\r\n\r\n2\r\n00:00:03,500 --> 00:00:05,000\r\n<i>BO:</i> Coffee?\r\n",
    turns: [["ANN: Good\nmorning.", "BO: Coffee?"]],
    also: { turns: [{ start: 1000, end: 3000 }, {}] },
  },
  {
    reader: "conversation",
    file: "calls.json",
    text: list({
      call: 3,
      transcript: [
        { speaker_id: "agent", utterance: "Hello.", start: 1.5 },
        { speaker_id: "caller", utterance: "Hi." },
      ],
    }),
    turns: [["agent: Hello.", "caller: Hi."]],
    also: { annotations: { call: 3 } },
  },
];
