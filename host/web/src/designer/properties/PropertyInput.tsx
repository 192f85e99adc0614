import { Select } from 'antd';
import { useTexts } from '../../texts/TextsContext';
import { isWrapped, type Activity, type Wrapped } from '../graph/definition';
import type { InputDescriptor } from '../graph/descriptors';
import { setProperty } from '../graph/edits';
import { ExpressionInput } from './ExpressionInput';
import { Labelled } from './Labelled';
import { LiteralInput } from './LiteralInput';
import { ObjectInput } from './ObjectInput';
import { syntaxes, syntaxName, type Syntax } from './syntax';

interface Props {
  activity: Activity;
  input: InputDescriptor;
  onChange: (change: (activity: Activity) => Activity, key?: string) => void;
}

/** One property: a plain value, or an expression in the language that is chosen beside its label. */
export function PropertyInput({ activity, input, onChange }: Props) {
  const { t, local } = useTexts();
  const value = activity[input.property];
  const put = (next: unknown) => onChange((a) => setProperty(a, input.property, next), input.property);
  const common = { label: local(input.label), hint: local(input.description), required: input.isRequired };
  if (!input.isWrapped) {
    return <Labelled {...common}>{(id) => <LiteralInput id={id} input={input} value={value} onChange={put} />}</Labelled>;
  }
  const expression = isWrapped(value)
    ? value.expression
    : value === undefined || value === null
      ? undefined
      : { type: 'Literal', value };
  const syntax = (expression?.type ?? input.defaultSyntax) as Syntax;
  const set = (type: string, next: unknown) =>
    put(
      next === undefined || (next === '' && type !== 'Literal')
        ? undefined
        : ({ ...(isWrapped(value) ? value : {}), typeName: input.typeName, expression: { type, value: next } } satisfies Wrapped),
    );
  const known: readonly string[] = syntaxes;
  const choices = [...known, ...(known.includes(syntax) ? [] : [syntax])].map((s) => ({
    value: s,
    label: syntaxName(s, t),
  }));
  const choose = (
    <Select
      size="small"
      variant="borderless"
      value={syntax}
      options={choices}
      popupMatchSelectWidth={130}
      aria-label={t('syntax.of', { name: common.label })}
      onChange={(next) =>
        put({
          ...(isWrapped(value) ? value : {}),
          typeName: input.typeName,
          expression: { type: next, value: next === 'Variable' ? null : (expression?.value ?? '') },
        })
      }
    />
  );
  return (
    <Labelled {...common} extra={choose}>
      {(id) =>
        syntax === 'Object' ? (
          <ObjectInput id={id} label={common.label} activity={activity} input={input} value={expression?.value}
            onChange={(next) => set('Object', next)} />
        ) : syntax === 'Literal' ? (
          <LiteralInput id={id} input={input} value={expression?.value} onChange={(next) => set('Literal', next)} />
        ) : (
          <ExpressionInput
            id={id}
            label={common.label}
            syntax={syntax}
            value={expression?.value}
            onChange={(next) => set(syntax, next)}
          />
        )
      }
    </Labelled>
  );
}
