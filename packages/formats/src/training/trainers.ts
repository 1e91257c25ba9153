import type { ArgumentsKind } from "../messages/call-arguments.ts";
import { keysOf, type RowForm } from "../messages/exported-rows.ts";
import type { WrittenForm } from "../messages/written-form.ts";

/** What a trainer may ask of a conversation; also the reason for which one that does not comply cannot be trained on. */
export type TrainerRuleName =
  | "role_name"
  | "assistant_first"
  | "not_alternating"
  | "wrong_place"
  | "last_not_assistant"
  | "result_without_call"
  | "undescribed_tool"
  | "tool_name"
  | "arguments"
  | "message_form"
  | "weight"
  | "tool_message";

/** A rule as a trainer publishes it. */
export interface TrainerRule {
  readonly rule: TrainerRuleName;
  /** What is asked, in a sentence. */
  readonly says: string;
  /** Address of the page or file that says so. */
  readonly source: string;
  /** Whether it was read there, in November 2026; where it was not, it is how the trainer is known to behave. Default: true. */
  readonly read?: boolean | undefined;
  /** For `arguments`: what may stand for them. */
  readonly accepts?: readonly ArgumentsKind[] | undefined;
}

/** A number a trainer publishes. */
export interface TrainerLimit extends Omit<TrainerRule, "rule" | "accepts"> {
  readonly value: number;
}

/** The words that say who speaks. */
export interface RoleWords {
  /** For what comes from outside. */
  readonly prompts: readonly string[];
  /** For what is learned. */
  readonly answers: readonly string[];
  /** For instructions. */
  readonly systems: readonly string[];
  /** Whether capitals and spaces around a word do not matter. Default: false. */
  readonly anyCase?: boolean | undefined;
}

/** What a trainer reads, and what it does not accept. */
export interface Trainer {
  readonly description: string;
  /** The export format it reads. */
  readonly format: RowForm;
  readonly rules: readonly TrainerRule[];
  /** The words for roles that it knows, by the keys under which they stand in a file. */
  readonly roles?: Readonly<Partial<Record<WrittenForm["keys"], RoleWords>>> | undefined;
  /** Whether `weight: 0` keeps it from learning an answer. Default: it would learn it, so that such dialogues are refused. */
  readonly weights?: boolean | undefined;
  /** Most tokens of a conversation, where the trainer has a limit of its own. */
  readonly maxTokens?: TrainerLimit | undefined;
  /** Fewest conversations. */
  readonly minConversations?: TrainerLimit | undefined;
  /** Which messages the loss is computed on, and what happens beyond the length of a sequence. */
  readonly loss: Omit<TrainerRule, "rule">;
  /** Where loss masks of single tokens are taken, and how; nothing where they are not. */
  readonly tokenMasks?: Omit<TrainerRule, "rule"> | undefined;
}

const openai = "https://platform.openai.com/docs/guides/supervised-fine-tuning";
const openaiLimits = "https://platform.openai.com/docs/guides/fine-tuning-best-practices";
const openaiContext =
  "https://community.openai.com/t/question-about-limited-time-gpt4o-free-fine-tune/884424";
const openaiToolError = "https://github.com/langchain-ai/task_mAIstro/issues/1";
const openaiTools = "https://platform.openai.com/docs/api-reference/chat/create";
const trlFormats = "https://huggingface.co/docs/trl/dataset_formats";
const trlSft = "https://huggingface.co/docs/trl/sft_trainer";
const trlMasks = "https://github.com/huggingface/trl/issues/5471";
const llamaFactoryConverter =
  "https://github.com/hiyouga/LLaMA-Factory/blob/main/src/llamafactory/data/converter.py";
const llamaFactoryParser =
  "https://github.com/hiyouga/LLaMA-Factory/blob/main/src/llamafactory/data/parser.py";
const llamaFactoryFormatter =
  "https://github.com/hiyouga/LLaMA-Factory/blob/main/src/llamafactory/data/formatter.py";
const llamaFactorySupervised =
  "https://github.com/hiyouga/LLaMA-Factory/blob/main/src/llamafactory/data/processor/supervised.py";
const axolotl = "https://docs.axolotl.ai/docs/dataset-formats/conversation.html";
const axolotlStrategy =
  "https://github.com/axolotl-ai-cloud/axolotl/blob/main/src/axolotl/prompt_strategies/chat_template.py";
const axolotlTokens = "https://docs.axolotl.ai/docs/dataset-formats/tokenized.html";
const unsloth = "https://docs.unsloth.ai/basics/datasets-guide";
const unslothAlternation = "https://github.com/unslothai/unsloth/issues/334";
const unslothRoleWords = "https://github.com/unslothai/unsloth-zoo/blob/main/unsloth_zoo/dataset_utils.py";
const fastChat = "https://github.com/lm-sys/FastChat/blob/main/fastchat/train/train.py";

/** What chat templates expect that write calls. */
const objectArguments: TrainerRule = {
  rule: "arguments",
  says: "The arguments of a call are an object: templates write text as it is, or in quotes once more.",
  source: trlFormats,
  accepts: ["object"],
};

/** What every training asks that reads calls, whoever trains. */
export const anyTrainer: Pick<Trainer, "rules" | "roles"> = {
  rules: [
    {
      rule: "arguments",
      says: "The arguments of a call are an object, or the JSON text of one.",
      source: trlFormats,
      accepts: ["object", "json"],
    },
  ],
};

const axolotlRoles: RoleWords = {
  prompts: ["human", "user", "tool"],
  answers: ["gpt", "assistant"],
  systems: ["system"],
};

/** `standardize_data_formats` takes these, for `conversations` alone. */
const unslothRoles: RoleWords = {
  prompts: ["user", "human", "input"],
  answers: ["gpt", "assistant", "output"],
  systems: ["system"],
  anyCase: true,
};

/** The trainers whose rules are known, by the name of `validate --for`. Every rule says where it is published. */
export const trainers: Readonly<Record<string, Trainer>> = {
  openai: {
    description: "OpenAI's supervised fine-tuning",
    format: "openai",
    weights: true,
    roles: {
      messages: {
        prompts: ["user", "tool", "function"],
        answers: ["assistant"],
        systems: ["system", "developer"],
      },
    },
    rules: [
      {
        rule: "role_name",
        says: "Roles are system, developer, user, assistant, tool and function, letter by letter.",
        source: openaiTools,
        read: false,
      },
      {
        rule: "last_not_assistant",
        says: "The last message is the assistant's.",
        source: openai,
        read: false,
      },
      {
        rule: "result_without_call",
        says: "A tool message answers a call of the assistant message before it; any other is error 400.",
        source: openaiToolError,
      },
      {
        rule: "undescribed_tool",
        says: "Every function called is described in tools.",
        source: openai,
        read: false,
      },
      {
        rule: "tool_name",
        says: "A function's name has at most 64 letters, digits, underscores and dashes.",
        source: openaiTools,
        read: false,
      },
      {
        rule: "arguments",
        says: "A call's arguments are the JSON text of an object.",
        accepts: ["json"],
        source: openaiTools,
        read: false,
      },
      {
        rule: "message_form",
        says: "A tool message has a tool_call_id, a call the type function; what is said is text, or a list of parts, of which images are the user's alone; tools are a list.",
        source: openaiTools,
        read: false,
      },
      {
        rule: "weight",
        says: "A weight is 0 or 1.",
        source: openai,
        read: false,
      },
    ],
    maxTokens: {
      value: 65_536,
      says: "An example has at most 65,536 tokens with gpt-4o-mini; other models have other limits.",
      source: openaiContext,
    },
    minConversations: { value: 10, says: "A file has at least 10 examples.", source: openai },
    loss: {
      says: "On every assistant message whose weight is not 0; examples beyond the limit are cut.",
      source: openaiLimits,
      read: false,
    },
  },
  trl: {
    description: "Hugging Face TRL: SFTTrainer, DPOTrainer",
    format: "messages",
    rules: [
      {
        rule: "undescribed_tool",
        says: "The column tools describes the functions that are called.",
        source: trlFormats,
      },
      objectArguments,
    ],
    loss: {
      says: "On the whole conversation, or with assistant_only_loss on what the template's generation blocks mark; beyond max_length it is cut.",
      source: trlSft,
    },
    tokenMasks: {
      says: "assistant_only_loss needs a template with generation blocks, and makes the masks itself; for the families of models it knows, TRL puts such a template in.",
      source: trlMasks,
    },
  },
  llamafactory: {
    description: "LLaMA-Factory, reading ShareGPT",
    format: "sharegpt",
    roles: {
      conversations: {
        prompts: ["human", "observation"],
        answers: ["gpt", "function_call"],
        systems: ["system"],
      },
    },
    rules: [
      {
        rule: "role_name",
        says: "Without tags of its own in dataset_info.json, a dataset has human, gpt, observation, function_call and, at the beginning, system; a conversation with any other is skipped.",
        source: llamaFactoryParser,
      },
      {
        rule: "assistant_first",
        says: "The first message after the system prompt is from human.",
        source: llamaFactoryConverter,
      },
      {
        rule: "wrong_place",
        says: "human and observation are in odd places, gpt and function_call in even ones; a conversation in which they are not is skipped.",
        source: llamaFactoryConverter,
      },
      {
        rule: "last_not_assistant",
        says: "The number of messages is even, so that the last one is an answer; a conversation with an odd number is skipped.",
        source: llamaFactoryConverter,
      },
      {
        rule: "arguments",
        says: "A function_call is JSON with a name and arguments; at any other, training ends.",
        accepts: ["object", "json"],
        source: llamaFactoryFormatter,
      },
    ],
    loss: {
      says: "On gpt and function_call messages; beyond cutoff_len a conversation is cut, or dropped where several are packed.",
      source: llamaFactorySupervised,
    },
  },
  axolotl: {
    description: "Axolotl, type chat_template",
    format: "messages",
    roles: {
      messages: axolotlRoles,
      conversations: axolotlRoles,
      chats: axolotlRoles,
    },
    rules: [
      {
        rule: "role_name",
        says: "It knows human, user, gpt, assistant, system and tool; any other word goes to the template as it is, and nothing under it is learned.",
        source: axolotlStrategy,
      },
      {
        rule: "arguments",
        says: "Arguments that are text are JSON; at any others, training ends.",
        accepts: ["object", "json"],
        source: axolotlStrategy,
      },
      {
        rule: "last_not_assistant",
        says: "The last turn is one that is trained on: the assistant's; any other brings a warning that the dataset is flawed.",
        source: axolotlStrategy,
      },
    ],
    loss: { says: "On the roles in roles_to_train, by default the assistant's.", source: axolotl },
    tokenMasks: {
      says: "A dataset without a type has exactly the columns input_ids, attention_mask and labels.",
      source: axolotlTokens,
    },
  },
  unsloth: {
    description: "Unsloth: get_chat_template and train_on_responses_only",
    format: "messages",
    roles: {
      messages: { prompts: ["user", "tool"], answers: ["assistant"], systems: ["system"] },
      conversations: unslothRoles,
      chats: unslothRoles,
    },
    rules: [
      {
        rule: "role_name",
        says: "In conversations it knows system, user, human, input, gpt, assistant and output, in any case, and ends at any other word; messages go to the template as they are, which knows system, user, assistant and tool.",
        source: unslothRoleWords,
      },
      objectArguments,
      {
        rule: "assistant_first",
        says: "Many of its templates accept nobody before the user.",
        source: unslothAlternation,
      },
      {
        rule: "not_alternating",
        says: "Conversation roles alternate between user and assistant.",
        source: unslothAlternation,
      },
      {
        rule: "last_not_assistant",
        says: "A conversation ends with a response.",
        source: unsloth,
        read: false,
      },
    ],
    loss: {
      says: "On responses, found by the marks of the template; conversations without a response within max_seq_length teach nothing.",
      source: unsloth,
      read: false,
    },
  },
  sharegpt: {
    description: "Trainers of ShareGPT conversations, such as FastChat",
    format: "sharegpt",
    roles: { conversations: { prompts: ["human"], answers: ["gpt"], systems: [] } },
    rules: [
      {
        rule: "role_name",
        says: "human and gpt are all it knows; at any other word, training ends.",
        source: fastChat,
      },
      {
        rule: "assistant_first",
        says: "The first message is from human; any other is skipped.",
        source: fastChat,
      },
      {
        rule: "wrong_place",
        says: "human and gpt take turns; otherwise training ends.",
        source: fastChat,
      },
      {
        rule: "tool_message",
        says: "FastChat knows human and gpt alone: it cannot read calls and their results.",
        source: fastChat,
      },
      {
        rule: "last_not_assistant",
        says: "The last message is from gpt: nothing is learned of a conversation that ends otherwise.",
        source: fastChat,
      },
    ],
    loss: {
      says: "On gpt messages; beyond the model's length a conversation is cut, and the row's system text is not read.",
      source: fastChat,
    },
  },
};

/** The trainer of a name; nothing where the name is a chat template's, or none is given. */
export function trainerNamed(name: string | undefined): Trainer | undefined {
  return name !== undefined && Object.hasOwn(trainers, name) ? trainers[name] : undefined;
}

/** Whether a trainer reads messages under such keys. */
export function readsKeys(trainer: Trainer | undefined, keys: WrittenForm["keys"]): boolean {
  return trainer?.roles === undefined || trainer.roles[keys] !== undefined;
}

/** Whether a trainer reads rows of such a form. */
export function readsForm(trainer: Trainer | undefined, form: RowForm): boolean {
  return readsKeys(trainer, keysOf[form]);
}

/** The form in which dialogues are exported for a trainer unless another is named. */
export function formFor(trainer: Trainer | undefined): RowForm {
  return trainer?.format ?? "messages";
}
