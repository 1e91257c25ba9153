import type { RuleField, RuleForm } from "../../src/protocol/catalog.ts";
import type { SceneParticipant } from "../../src/protocol/scene.ts";
import { NumberField, TextField } from "../parts/field.tsx";
import { catalog } from "../state/catalog.ts";

type Rule = SceneParticipant["orchestrators"][number];

interface RuleListProps {
  readonly rules: readonly Rule[];
  readonly onChange: (rules: Rule[]) => void;
}

/** The rules that steer a participant while it talks. */
export function RuleList({ rules, onChange }: RuleListProps) {
  const forms = catalog.value?.rules ?? [];
  const add = (type: string): void => {
    const form = forms.find((each) => each.type === type);
    if (form !== undefined) onChange([...rules, { type, ...form.start }]);
  };
  return (
    <fieldset>
      <legend>Orchestrators</legend>
      {rules.map((rule, at) => (
        <RuleFields
          key={at}
          rule={rule}
          form={forms.find(({ type }) => type === rule.type)}
          onChange={(changed) => onChange(rules.map((each, index) => (index === at ? changed : each)))}
          onRemove={() => onChange(rules.filter((_each, index) => index !== at))}
        />
      ))}
      <select
        aria-label="Add an orchestrator"
        value=""
        onChange={(event) => {
          add(event.currentTarget.value);
          event.currentTarget.value = "";
        }}
      >
        <option value="">Add…</option>
        {forms.map(({ type, description }) => (
          <option value={type} title={description}>
            {type}
          </option>
        ))}
      </select>
    </fieldset>
  );
}

interface RuleFieldsProps {
  readonly rule: Rule;
  readonly form: RuleForm | undefined;
  readonly onChange: (rule: Rule) => void;
  readonly onRemove: () => void;
}

function RuleFields({ rule, form, onChange, onRemove }: RuleFieldsProps) {
  return (
    <div class="rule">
      <div class="row">
        <strong title={form?.description}>{rule.type}</strong>
        <span class="grow" />
        <button type="button" class="plain" aria-label={`Remove ${rule.type}`} onClick={onRemove}>
          Remove
        </button>
      </div>
      <div class="fields">
        {form?.fields.map((field) => (
          <Argument
            key={field.name}
            field={field}
            value={rule[field.name]}
            onChange={(value) => onChange({ ...rule, [field.name]: value })}
          />
        ))}
      </div>
    </div>
  );
}

interface ArgumentProps {
  readonly field: RuleField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function Argument({ field: { label, type }, value, onChange }: ArgumentProps) {
  switch (type) {
    case "number":
      return (
        <NumberField
          label={label}
          min={0}
          step={0.05}
          value={typeof value === "number" ? value : null}
          onNumber={(number) => onChange(number ?? undefined)}
        />
      );
    case "lines":
      return (
        <TextField
          wide
          label={label}
          lines={3}
          value={Array.isArray(value) ? value.join("\n") : ""}
          onText={(text) => onChange(text.split("\n"))}
        />
      );
    case "pattern": {
      const { pattern = "" } = (value ?? {}) as { pattern?: string };
      return (
        <TextField
          label={label}
          hint="A regular expression; upper and lower case are the same"
          value={pattern}
          onText={(text) => onChange({ pattern: text, flags: "i" })}
        />
      );
    }
    case "text":
      return (
        <TextField wide label={label} value={typeof value === "string" ? value : ""} onText={onChange} />
      );
  }
}
