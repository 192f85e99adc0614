import { DataInput } from '../../dataforms/DataInput';
import { writeJson } from '../../dataforms/edits';
import type { Shape } from '../../dataforms/shape';
import { useShapes, type Shapes } from '../../dataforms/useShapes';
import { isWrapped, type Activity } from '../graph/definition';
import type { InputDescriptor } from '../graph/descriptors';
import { literalList } from '../graph/ports';
import { FormBuilder } from './FormBuilder';
import { ListInput, listHints } from './LiteralInput';

interface Props {
  id: string;
  label: string;
  activity: Activity;
  input: InputDescriptor;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Data that is written out: texts as tags, a task's form as its fields, anything else as named values. */
export function ObjectInput({ id, label, activity, input, value, onChange }: Props) {
  const shapes = useShapes();
  const short = listHints.includes(input.uiHint) && literalList(value).every((entry) => typeof entry !== 'object');
  if (short) {
    return <ListInput id={id} input={input} value={value} onChange={onChange} />;
  }
  const text = typeof value === 'string' ? value : writeJson(value ?? undefined);
  const put = (next: string) => onChange(next || undefined);
  return input.uiHint === 'form-editor'
    ? <FormBuilder id={id} label={label} text={text} onChange={put} />
    : <DataInput id={id} label={label} text={text} shape={shapeOf(activity, input, shapes)} onChange={put} />;
}

/** The fields of the fact type that the activity speaks of. */
function shapeOf(activity: Activity, input: InputDescriptor, shapes: Shapes): Shape | undefined {
  const type = activity.factType;
  const named = isWrapped(type) ? type.expression?.value : type;
  return typeof named === 'string' && ['Fact', 'Where'].includes(input.name) ? shapes.ofFact(named) : undefined;
}
