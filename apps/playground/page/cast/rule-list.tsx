import type { Form } from "../../src/protocol/catalog.ts";
import type { SceneParticipant } from "../../src/protocol/scene.ts";
import { SchemaField } from "../parts/schema-field.tsx";
import { catalog } from "../state/catalog.ts";

type Rule = SceneParticipant["orchestrators"][number];

interface RuleListProps {
  readonly rules: readonly Rule[];
  readonly onChange: (rules: Rule[]) => void;
}

/** The rules that steer a participant while it talks. */
export function RuleList({ rules, onChange }: RuleListProps) {
  const forms = catalog.value?.rules ?? [];
  const policies = new Set(catalog.value?.policies);
  const add = (type: string): void => {
    const form = forms.find((each) => each.type === type);
    if (form !== undefined) onChange([...rules, { type, ...form.start }]);
  };
  return (
    <fieldset>
      <legend>Rules that steer it while it talks</legend>
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
        <Group title="How people behave" of={forms.filter(({ type }) => policies.has(type))} />
        <Group title="Orchestrators" of={forms.filter(({ type }) => !policies.has(type))} />
      </select>
    </fieldset>
  );
}

function Group({ title, of }: { readonly title: string; readonly of: readonly Form[] }) {
  return (
    <optgroup label={title}>
      {of.map(({ type, description }) => (
        <option value={type} title={description}>
          {type}
        </option>
      ))}
    </optgroup>
  );
}

interface RuleFieldsProps {
  readonly rule: Rule;
  readonly form: Form | undefined;
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
          <SchemaField
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
