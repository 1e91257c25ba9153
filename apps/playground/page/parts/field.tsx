import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wide?: boolean | undefined;
  readonly children: (attributes: {
    readonly id: string;
    readonly "aria-describedby"?: string;
  }) => ComponentChildren;
}

/** A labelled form field; the hint is shown while the field has the focus, and always read out. */
export function Field({ label, hint, wide = false, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div class={wide ? "field wide" : "field"}>
      <label for={id}>{label}</label>
      {children({ id, ...(hint === undefined ? {} : { "aria-describedby": hintId }) })}
      {hint === undefined ? null : (
        <span class="hint" id={hintId}>
          {hint}
        </span>
      )}
    </div>
  );
}

interface TextFieldProps extends Omit<FieldProps, "children"> {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly lines?: number | undefined;
  readonly list?: string | undefined;
  readonly placeholder?: string | undefined;
}

export function TextField({ value, onText, lines = 1, list, placeholder, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(attributes) =>
        lines === 1 ? (
          <input
            {...attributes}
            value={value}
            list={list}
            placeholder={placeholder}
            autocomplete="off"
            onInput={(event) => onText(event.currentTarget.value)}
          />
        ) : (
          <textarea
            {...attributes}
            rows={lines}
            value={value}
            onInput={(event) => onText(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}

interface NumberFieldProps extends Omit<FieldProps, "children"> {
  readonly value: number | null;
  readonly onNumber: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

export function NumberField({ value, onNumber, min, max, step, ...field }: NumberFieldProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <input
          {...attributes}
          type="number"
          value={value ?? ""}
          min={min}
          max={max}
          step={step}
          onInput={({ currentTarget }) =>
            onNumber(currentTarget.value === "" ? null : currentTarget.valueAsNumber)
          }
        />
      )}
    </Field>
  );
}

interface ChoiceFieldProps<Value extends string> extends Omit<FieldProps, "children"> {
  readonly value: Value;
  readonly choices: readonly (Value | { readonly value: Value; readonly title: string })[];
  readonly onChoice: (value: Value) => void;
}

export function ChoiceField<Value extends string>({
  value,
  choices,
  onChoice,
  ...field
}: ChoiceFieldProps<Value>) {
  return (
    <Field {...field}>
      {(attributes) => (
        <select
          {...attributes}
          value={value}
          onChange={(event) => onChoice(event.currentTarget.value as Value)}
        >
          {choices.map((choice) => {
            const { value: each, title } =
              typeof choice === "string" ? { value: choice, title: choice } : choice;
            return (
              <option value={each} selected={each === value}>
                {title}
              </option>
            );
          })}
        </select>
      )}
    </Field>
  );
}

interface CheckFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
}

export function CheckField({ label, hint, checked, onCheck }: CheckFieldProps) {
  return (
    <label class="check" title={hint}>
      <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
